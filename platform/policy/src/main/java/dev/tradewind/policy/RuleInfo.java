package dev.tradewind.policy;

/**
 * What a rule says about itself.
 *
 * @param code names its reasons; unique in the rule set
 * @param name its title
 * @param severity HARD or SOFT
 * @param regulation the regulation that asks for it, empty where there is none
 * @param owner the desk that answers for it
 * @param description one sentence
 * @param appliesToExits whether it also judges orders that only reduce a position
 * @param file path relative to the rules folder
 * @param line where it begins, from 1
 */
public record RuleInfo(
        String code,
        String name,
        String severity,
        String regulation,
        String owner,
        String description,
        boolean appliesToExits,
        String file,
        int line) {}
