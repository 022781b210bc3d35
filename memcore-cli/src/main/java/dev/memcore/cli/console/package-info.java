/** What all commands share: plain and safe output, the option {@code --json}, and invalid input. */
@NullMarked
package dev.memcore.cli.console;

import org.jspecify.annotations.NullMarked;
