/** Contract kits for implementers of memcore's SPIs, and fakes, named as such. */
@NullMarked
package dev.memcore.testkit;

import org.jspecify.annotations.NullMarked;
