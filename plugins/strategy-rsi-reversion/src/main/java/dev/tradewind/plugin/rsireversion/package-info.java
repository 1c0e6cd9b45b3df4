/** Enters against an extreme of the relative strength index and exits when it has come back. */
@NullMarked
package dev.tradewind.plugin.rsireversion;

import org.jspecify.annotations.NullMarked;
