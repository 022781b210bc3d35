/** Servers on a store: the group {@code serve}, with one subcommand for each server. */
@NullMarked
package dev.memcore.cli.serve;

import org.jspecify.annotations.NullMarked;
