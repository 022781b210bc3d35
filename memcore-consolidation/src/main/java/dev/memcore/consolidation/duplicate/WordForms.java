package dev.memcore.consolidation.duplicate;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalises a word: without the s of plural and third person, in American spelling, and a common word for a rarer
 * synonym. Tense and all other differences that can change the meaning are kept.
 */
public final class WordForms {
    private static final Pattern OUR = Pattern.compile("our(?=$|ed$|ite$|ing$|ful$)");
    private static final Pattern IS = Pattern.compile("(?<=.{3})([iy])s(?=e$|ed$|ing$|ation$)");
    private static final Pattern DOUBLED =
            Pattern.compile("((?:trave|cance|mode|labe|jewe|signa|counse|leve)l)l(?=e|i)");

    /** Words whose final s is not an ending, or whose form without it is another tense. */
    private static final Set<String> KEPT = Set.of(("news goods customs series species means physics always perhaps "
                    + "puts cuts sets hits lets costs hurts shuts quits bets spreads splits reads")
            .split(" "));

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            entry("children", "child"),
            entry("men", "man"),
            entry("women", "woman"),
            entry("feet", "foot"),
            entry("teeth", "tooth"),
            entry("mice", "mouse"));

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            entry("big", "large"),
            entry("begin", "start"),
            entry("began", "started"),
            entry("purchase", "buy"),
            entry("purchased", "bought"),
            entry("automobile", "car"),
            entry("film", "movie"),
            entry("perhaps", "maybe"),
            entry("kid", "child"),
            entry("mom", "mother"),
            entry("mum", "mother"),
            entry("mommy", "mother"),
            entry("dad", "father"),
            entry("daddy", "father"),
            entry("grandma", "grandmother"),
            entry("grandpa", "grandfather"),
            entry("bike", "bicycle"),
            entry("telephone", "phone"),
            entry("television", "tv"),
            entry("photograph", "photo"),
            entry("pic", "photo"),
            entry("picture", "photo"),
            entry("couch", "sofa"),
            entry("quick", "fast"),
            entry("quickly", "fast"),
            entry("whilst", "while"),
            entry("till", "until"),
            entry("towards", "toward"),
            entry("amongst", "among"),
            entry("speak", "talk"),
            entry("spoke", "talked"),
            entry("assist", "help"),
            entry("utilize", "use"),
            entry("utilized", "used"),
            entry("gift", "present"),
            entry("wonderful", "great"),
            entry("awesome", "great"),
            entry("fantastic", "great"),
            entry("amazing", "great"),
            entry("holiday", "vacation"),
            entry("everybody", "everyone"),
            entry("somebody", "someone"),
            entry("anybody", "anyone"),
            entry("nobody", "noone"),
            entry("email", "mail"),
            entry("glad", "happy"),
            entry("frequently", "often"),
            entry("entire", "whole"),
            entry("nearly", "almost"),
            entry("journey", "trip"),
            entry("clever", "smart"),
            entry("center", "centre"),
            entry("theater", "theatre"),
            entry("meter", "metre"),
            entry("liter", "litre"),
            entry("gray", "grey"),
            entry("programme", "program"),
            entry("licence", "license"),
            entry("defence", "defense"),
            entry("cheque", "check"),
            entry("tyre", "tire"),
            entry("aluminium", "aluminum"),
            entry("pyjama", "pajama"),
            entry("sceptical", "skeptical"),
            entry("fulfil", "fulfill"));

    private WordForms() {}

    /** Returns the form of a word in lower case. */
    public static String of(String word) {
        String american = american(singular(word));
        return SYNONYMS.getOrDefault(american, american);
    }

    private static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        boolean ending = word.length() >= 4
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is")
                && !KEPT.contains(word)
                && word.chars().allMatch(Character::isLetter);
        return ending ? withoutEnding(word) : word;
    }

    private static String withoutEnding(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean hissing =
                word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, word.length() - (hissing ? 2 : 1));
    }

    private static String american(String word) {
        if (word.length() < 6) {
            return word;
        }
        String ized = IS.matcher(OUR.matcher(word).replaceFirst("or")).replaceFirst("$1z");
        return DOUBLED.matcher(ized).replaceFirst("$1l");
    }
}
