/** Everything that a store keeps of one person, as JSON and as a page for people. */
@NullMarked
package dev.memcore.cli.person;

import org.jspecify.annotations.NullMarked;
