/**
 * Tools with which a language model reads and changes the memory of memcore. {@link dev.memcore.tools.MemoryTools} describes
 * the tools with JSON Schema, for any function-calling API, and runs the calls of a model.
 */
@NullMarked
package dev.memcore.tools;

import org.jspecify.annotations.NullMarked;
