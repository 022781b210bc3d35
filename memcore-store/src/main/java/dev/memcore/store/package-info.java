/** See the module's description; the public types here are its parts. */
@NullMarked
package dev.memcore.store;

import org.jspecify.annotations.NullMarked;
