/** A shell on a store: every call of the library as a command, for people and for pipes. */
@NullMarked
package dev.memcore.bench.shell;

import org.jspecify.annotations.NullMarked;
