/** The port behind which rules judge orders: the facts that they see and the verdicts that they give. */
@NullMarked
package dev.tradewind.engine.policy;

import org.jspecify.annotations.NullMarked;
