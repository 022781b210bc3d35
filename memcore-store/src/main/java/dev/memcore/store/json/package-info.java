/** The log as JSON Lines: export and import. */
@NullMarked
package dev.memcore.store.json;

import org.jspecify.annotations.NullMarked;
