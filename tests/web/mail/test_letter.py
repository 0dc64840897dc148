from web.mail.letter import Address, Fact, Paragraph, Points, write_letter

PARTS = (
    Paragraph(text="Beste <b>Mehari</b>,"),
    Fact(name="Dag", value="donderdag"),
    Fact(name="Tafel", value="7"),
    Points(lines=("Een.", "Twee.")),
    Address(label="Al uw gesprekken", url="https://x.example/mijn/t/?a=1&b=2"),
)


def test_plain_text_is_complete_and_airy() -> None:
    letter = write_letter("Gesprek", PARTS, language="nl")

    assert letter.text == (
        "Beste <b>Mehari</b>,\n\nDag: donderdag\nTafel: 7\n\n- Een.\n- Twee.\n\n"
        "Al uw gesprekken:\nhttps://x.example/mijn/t/?a=1&b=2\n"
    )


def test_html_says_the_same_and_nothing_of_it_is_markup() -> None:
    letter = write_letter("A & B", PARTS, language="nl")

    assert letter.html == (
        '<!doctype html>\n<html lang="nl" dir="ltr">\n'
        '<head><meta charset="utf-8"><title>A &amp; B</title></head>\n<body>\n'
        "<p>Beste &lt;b&gt;Mehari&lt;/b&gt;,</p>\n"
        "<p><strong>Dag:</strong> donderdag</p>\n"
        "<p><strong>Tafel:</strong> 7</p>\n"
        "<ul><li>Een.</li><li>Twee.</li></ul>\n"
        '<p>Al uw gesprekken:<br><a href="https://x.example/mijn/t/?a=1&amp;b=2">'
        "https://x.example/mijn/t/?a=1&amp;b=2</a></p>\n"
        "</body>\n</html>\n"
    )


def test_arabic_runs_from_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in write_letter("x", (), language="ar").html


def test_text_of_people_stays_on_its_line() -> None:
    part = Paragraph(text="a\r\nb\x00\u2028c\u202e")

    assert write_letter("x\r\ny", (part,), language="nl").text == "a b c\n"
    assert write_letter("x\r\ny", (part,), language="nl").subject == "x y"
