/** Files and the lock of a store's directory. */
@NullMarked
package dev.memcore.store.file;

import org.jspecify.annotations.NullMarked;
