/** What trades in the platform that is tortured. Becomes a plugin of its own at run time. */
@NullMarked
package dev.tradewind.torture.trader;

import org.jspecify.annotations.NullMarked;
