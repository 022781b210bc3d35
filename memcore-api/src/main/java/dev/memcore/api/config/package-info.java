/** Settings of a store. */
@NullMarked
package dev.memcore.api.config;

import org.jspecify.annotations.NullMarked;
