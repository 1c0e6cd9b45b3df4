/** Enters where the close leaves the Bollinger bands and exits at the middle one. */
@NullMarked
package dev.tradewind.plugin.bollingerreversion;

import org.jspecify.annotations.NullMarked;
