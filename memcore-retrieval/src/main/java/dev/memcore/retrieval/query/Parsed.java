package dev.memcore.retrieval.query;

/**
 * What a rule read, and where it stopped.
 *
 * @param value what the words mean
 * @param next the token after the last one read
 */
record Parsed<T>(T value, int next) {}
