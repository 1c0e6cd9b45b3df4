@NullMarked
package dev.tradewind.policy.scenario;

import org.jspecify.annotations.NullMarked;
