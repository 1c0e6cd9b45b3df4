@NullMarked
package dev.tradewind.testkit.impure;

import org.jspecify.annotations.NullMarked;
