/** Filters, conditions and link walks, which select memories. */
@NullMarked
package dev.memcore.api.filter;

import org.jspecify.annotations.NullMarked;
