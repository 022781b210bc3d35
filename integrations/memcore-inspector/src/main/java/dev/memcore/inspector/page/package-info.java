/** The endpoints of the pages: what they read from a store or change in it, as JSON. */
@NullMarked
package dev.memcore.inspector.page;

import org.jspecify.annotations.NullMarked;
