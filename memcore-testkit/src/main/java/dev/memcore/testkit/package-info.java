/** Contract tests for implementers of memcore's SPI, and fakes for tests. */
@NullMarked
package dev.memcore.testkit;

import org.jspecify.annotations.NullMarked;
