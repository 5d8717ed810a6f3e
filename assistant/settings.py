"""Settings: the environment first, then a ``.env`` file, then the default."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside; the names others rely on are those of the contract."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, populate_by_name=True)

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("pd-assistant", appauthor=False), validation_alias="PD_DATA_DIR"
    )
    engine: str = Field(default="offline", validation_alias="PD_ENGINE")
    database_url: str = Field(default="", validation_alias="PD_DATABASE_URL", repr=False)
    """Where the cases are; a file in the data folder by default."""
    chroma_url: str = Field(default="", validation_alias="PD_CHROMA_URL")
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    openai_model: str = Field(default="", validation_alias="OPENAI_MODEL")
    model_timeout: float = Field(default=120.0, gt=0, validation_alias="PD_MODEL_TIMEOUT")
    """Seconds that the model server may take for a reply."""
