"""What a model is told, one Markdown file a task; read with :func:`assistant.engine.prompt.load_prompt`."""
