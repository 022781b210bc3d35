/** The command line of memcore, for people who use or administer stores. */
@NullMarked
package dev.memcore.cli;

import org.jspecify.annotations.NullMarked;
