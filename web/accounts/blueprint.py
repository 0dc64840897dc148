"""The pages of signing in, and finding who is signed in for every request."""

from flask import Blueprint

from web.accounts import sessions, sign_in

blueprint = Blueprint("accounts", __name__)
blueprint.before_app_request(sessions.recognise)
blueprint.add_url_rule(
    "/inloggen", view_func=sign_in.show_request, endpoint="request_link"
)
blueprint.add_url_rule(
    "/inloggen",
    view_func=sign_in.request_link,
    endpoint="send_link",
    methods=["POST"],
)
blueprint.add_url_rule(
    "/inloggen/<token>", view_func=sign_in.show_link, endpoint="show_link"
)
blueprint.add_url_rule(
    "/inloggen/<token>",
    view_func=sign_in.spend_link,
    endpoint="spend_link",
    methods=["POST"],
)
blueprint.add_url_rule(
    "/uitloggen", view_func=sign_in.sign_out, endpoint="sign_out", methods=["POST"]
)
