"""Whether there is a sign-in, and what its provider must be told; half a configuration is none and is said."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.settings import Settings
from knowledge.errors import SettingsError

CALLBACK: Final = "/oauth2callback"
"""Where the provider sends people back to, under the chat's own address."""
_SHORTEST_SECRET: Final = 32


@dataclass(frozen=True, slots=True)
class SignIn:
    """One OpenID Connect provider, and this program as its client."""

    metadata_url: str
    client_id: str
    client_secret: SecretStr
    redirect_uri: str
    cookie_secret: SecretStr
    scope: str
    hours: float
    """How long a sign-in lasts."""

    @property
    def home(self) -> str:
        """The address of the chat, as people type it."""
        return self.redirect_uri.removesuffix(CALLBACK)

    def secrets(self) -> dict[str, Any]:
        """The same in the words of Streamlit's ``secrets.toml``; in the clear, so only ever handed over."""
        return {
            "auth": {
                "redirect_uri": self.redirect_uri,
                "cookie_secret": self.cookie_secret.get_secret_value(),
                "client_id": self.client_id,
                "client_secret": self.client_secret.get_secret_value(),
                "server_metadata_url": self.metadata_url,
                "client_kwargs": {"scope": self.scope},
            }
        }


def sign_in(settings: Settings) -> SignIn | None:
    """The sign-in of the settings; none where nothing of one is set.

    Raises :class:`SettingsError` where a part is missing or cannot be right.
    """
    needed = {
        "PD_OIDC_METADATA_URL": settings.oidc_metadata_url,
        "PD_OIDC_CLIENT_ID": settings.oidc_client_id,
        "PD_OIDC_CLIENT_SECRET": settings.oidc_client_secret.get_secret_value(),
        "PD_OIDC_REDIRECT_URI": settings.oidc_redirect_uri,
        "PD_OIDC_COOKIE_SECRET": settings.oidc_cookie_secret.get_secret_value(),
    }
    rest = {
        "PD_OIDC_ROLE_CLAIM": settings.oidc_role_claim,
        "PD_OIDC_ROLES": settings.oidc_roles,
        "PD_PEOPLE": settings.people,
    }
    given = [name for name, value in (needed | rest).items() if value]
    if not given:
        return None
    if missing := [name for name, value in needed.items() if not value.strip()]:
        raise SettingsError(
            f"the sign-in is set up only in part: {', '.join(missing)} missing, while {', '.join(given)} "
            f"{'is' if len(given) == 1 else 'are'} set; set all of {', '.join(needed)}, or none for a single user"
        )
    _check_address("PD_OIDC_METADATA_URL", settings.oidc_metadata_url)
    _check_address("PD_OIDC_REDIRECT_URI", settings.oidc_redirect_uri)
    if not urlsplit(settings.oidc_redirect_uri).path.endswith(CALLBACK):
        raise SettingsError(f"PD_OIDC_REDIRECT_URI: must end in {CALLBACK}, as https://desk.example.gov{CALLBACK}")
    if len(needed["PD_OIDC_COOKIE_SECRET"]) < _SHORTEST_SECRET:
        raise SettingsError(
            f"PD_OIDC_COOKIE_SECRET: shorter than {_SHORTEST_SECRET} characters, so it could be guessed; "
            "make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return SignIn(
        metadata_url=settings.oidc_metadata_url,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        redirect_uri=settings.oidc_redirect_uri,
        cookie_secret=settings.oidc_cookie_secret,
        scope=settings.oidc_scope,
        hours=settings.sign_in_hours,
    )


def check_reach(settings: Settings, address: str) -> None:
    """Whether the chat may be served at ``address``, empty for all of this machine's addresses.

    Without a sign-in only this machine may reach it. Raises :class:`SettingsError`.
    """
    if sign_in(settings) or settings.open_without_sign_in or is_loopback(address):
        return
    raise SettingsError(
        f"the chat is not opened at {address or 'every address of this machine'} without a sign-in: whoever reaches it "
        "would see and do everything. Leave the address out for this machine only, set up the sign-in (PD_OIDC_…), or "
        "set PD_EVERYBODY_SEES_EVERYTHING=true if that is what you want"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host by that name."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _check_address(name: str, url: str) -> None:
    """Secrets go over a connection that nobody reads: HTTPS, or this machine alone."""
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise SettingsError(f"{name}: {url!r} is no address; write it with https:// and a host")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise SettingsError(f"{name}: {url!r} is not encrypted; only an address on this machine may begin with http://")
