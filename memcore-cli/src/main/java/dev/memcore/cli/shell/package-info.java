/** A shell on a store: each operation of the library as a command, for interactive use and for scripts. */
@NullMarked
package dev.memcore.cli.shell;

import org.jspecify.annotations.NullMarked;
