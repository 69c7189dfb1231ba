"""The engine that asks a language model, through LangChain; imports it only when it is used."""
