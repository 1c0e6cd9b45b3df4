@NullMarked
package dev.tradewind.policy;

import org.jspecify.annotations.NullMarked;
