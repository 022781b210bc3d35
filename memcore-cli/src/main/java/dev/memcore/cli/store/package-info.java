/** Commands on a whole store: check, salvage, backup, restore, export, import. */
@NullMarked
package dev.memcore.cli.store;

import org.jspecify.annotations.NullMarked;
