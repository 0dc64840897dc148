// Enhancement only: the word under a slider follows the hand, and is read aloud.

for (const output of document.querySelectorAll("output[data-steps]")) {
  const slider = document.getElementById(output.htmlFor.value);
  const steps = output.dataset.steps.split("|");
  const saved = output.textContent;
  const name = () => steps[Number(slider.value) - Number(slider.min)];
  const first = slider.value;
  slider.setAttribute("aria-valuetext", name());
  slider.addEventListener("input", () => {
    slider.setAttribute("aria-valuetext", name());
    output.textContent = slider.value === first ? saved : name();
  });
}
