/** An exact key-value store, and queries of a database of the host. */
@NullMarked
package dev.memcore.tools.table;

import org.jspecify.annotations.NullMarked;
