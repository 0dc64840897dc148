"""What machines ask: is it alive, is it ready, how does planning get on."""

from typing import Final

from flask import Blueprint, jsonify
from werkzeug import Response

from web.api.mail_intake import receive_mail
from web.api.planning import show_planning
from web.extensions import csrf
from web.services.health import check_readiness, is_ready

blueprint: Final = Blueprint("api", __name__)
blueprint.add_url_rule("/api/evenementen/<slug>/planning", view_func=show_planning)
# A mail server shows a secret instead of a form's token.
blueprint.add_url_rule(
    "/api/mail", view_func=csrf.exempt(receive_mail), methods=["POST"]
)


@blueprint.get("/healthz")
def tell_alive() -> Response:
    """A monitor asks whether the process answers at all."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def tell_ready() -> tuple[Response, int]:
    """A load balancer asks whether requests can be served; 503 if not."""
    checks = check_readiness()
    ready = is_ready(checks)
    answer = jsonify(
        status="ready" if ready else "not ready",
        checks={check.subject: check.finding for check in checks},
    )
    return answer, 200 if ready else 503
