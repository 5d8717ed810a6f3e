"""Settings: the environment first, then a ``.env`` file, then the default."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError


class Settings(BaseSettings):
    """What can be set from outside; the names others rely on are those of the contract."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, populate_by_name=True)

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("pd-assistant", appauthor=False), validation_alias="PD_DATA_DIR"
    )
    engine: str = Field(default="offline", validation_alias="PD_ENGINE")
    database_url: str = Field(default="", validation_alias="PD_DATABASE_URL", repr=False)
    """Where the cases are; a file in the data folder by default."""
    keep_days: int = Field(default=30, ge=1, validation_alias="PD_KEEP_DAYS")
    """Days after its last change that work in hand at the chat is kept."""
    chroma_url: str = Field(default="", validation_alias="PD_CHROMA_URL")
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    openai_model: str = Field(default="", validation_alias="OPENAI_MODEL")
    openai_organization: str = Field(default="", validation_alias="OPENAI_ORG_ID")
    model_api: Literal["auto", "responses", "chat"] = Field(default="auto", validation_alias="PD_MODEL_API")
    """How the server is spoken to; ``auto`` is the Responses API at OpenAI and chat completions elsewhere."""
    model_effort: str = Field(default="", validation_alias="PD_MODEL_EFFORT")
    """How hard a model that reasons is to think, in its server's word, as ``low``; empty leaves it to the server."""
    model_timeout: float = Field(default=120.0, gt=0, validation_alias="PD_MODEL_TIMEOUT")
    """Seconds that the model server may take for a reply."""
    model_retries: int = Field(default=2, ge=0, le=10, validation_alias="PD_MODEL_RETRIES")
    """How often a request is sent again where the server was busy, failed or did not answer."""
    model_second_opinion: bool = Field(default=False, validation_alias="PD_MODEL_SECOND_OPINION")
    """Whether the model is also asked if a passage supports what it said; one more request a statement."""
    model_rate: int = Field(default=0, ge=0, validation_alias="PD_MODEL_RATE")
    """Requests a minute that are sent at most; 0 sets no limit."""
    model_tokens: int = Field(default=0, ge=0, validation_alias="PD_MODEL_TOKENS")
    """Tokens, in and out together, that one run of the program may use; 0 sets no limit."""
    model_budget: float = Field(default=0.0, ge=0, validation_alias="PD_MODEL_BUDGET")
    """What one run of the program may spend, in the currency of the prices; 0 sets no limit."""
    model_price_in: float = Field(default=0.0, ge=0, validation_alias="PD_MODEL_PRICE_IN")
    model_price_out: float = Field(default=0.0, ge=0, validation_alias="PD_MODEL_PRICE_OUT")
    """What a million tokens cost that are sent and that are received; nothing is known of prices but this."""

    oidc_metadata_url: str = Field(default="", validation_alias="PD_OIDC_METADATA_URL")
    """Where the provider of the sign-in describes itself, as ``https://…/.well-known/openid-configuration``."""
    oidc_client_id: str = Field(default="", validation_alias="PD_OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), validation_alias="PD_OIDC_CLIENT_SECRET")
    oidc_redirect_uri: str = Field(default="", validation_alias="PD_OIDC_REDIRECT_URI")
    """The chat's own address with ``/oauth2callback``, as the provider knows it."""
    oidc_cookie_secret: SecretStr = Field(default=SecretStr(""), validation_alias="PD_OIDC_COOKIE_SECRET")
    """What the cookie of a sign-in is signed with; at least 32 characters, known to nobody."""
    oidc_scope: str = Field(default="openid email profile", validation_alias="PD_OIDC_SCOPE")
    oidc_account: str = Field(default="email", validation_alias="PD_OIDC_ACCOUNT")
    """The claim that says what a person is called in the trail of a case and in the list of people."""
    oidc_role_claim: str = Field(default="", validation_alias="PD_OIDC_ROLE_CLAIM")
    """The claim that says a role, as ``groups``; ``realm_access.roles`` is one inside another."""
    oidc_roles: str = Field(default="", validation_alias="PD_OIDC_ROLES")
    """Which value of that claim means which role, as JSON: ``{"pd-hr": "hr", "pd-admins": "administrator"}``."""
    people: Path | None = Field(default=None, validation_alias="PD_PEOPLE")
    """A YAML file that an administrator keeps: account -> role, or ``none`` for whoever may not come in."""
    sign_in_hours: float = Field(default=8.0, gt=0, le=720, validation_alias="PD_SIGN_IN_HOURS")
    """How long a sign-in lasts; then one signs in again."""
    open_without_sign_in: bool = Field(default=False, validation_alias="PD_EVERYBODY_SEES_EVERYTHING")
    """Lets the chat be served to other machines without a sign-in: whoever reaches it sees and does everything."""

    employer_name: str = Field(default="", validation_alias="PD_EMPLOYER_NAME")
    employer_logo: Path | None = Field(default=None, validation_alias="PD_EMPLOYER_LOGO")
    """A PNG or JPEG file."""
    employer_contact: str = Field(default="", validation_alias="PD_EMPLOYER_CONTACT")
    """Whom to ask, in a sentence's words, as ``Human Resources, 555-0100``."""
    employer_disclaimer: str = Field(default="", validation_alias="PD_EMPLOYER_DISCLAIMER")
    employer_color: str = Field(default="", validation_alias="PD_EMPLOYER_COLOR")
    """The colour of buttons and marks, as ``#0b5394``; white on it must be readable."""


def read_settings() -> Settings:
    """The settings as they are now. Raises :class:`SettingsError` for one that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        raise SettingsError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
