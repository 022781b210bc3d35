package dev.memcore.retrieval.query;

import java.util.Arrays;
import java.util.Set;

/**
 * Word lists for the recognition of names: words that begin sentences in capitals without being names, names of the
 * calendar, connectors and abbreviations.
 */
final class CommonWords {
    /** Words that are no names by themselves, in lower case. */
    static final Set<String> NO_NAMES = words(
            // Function words.
            """
            a about above according across after again against ago all almost along already also although always am among
            an and another any anyone anything anyway apart are around as aside at away back be because been before being
            below beside besides best between beyond both but by can could did do does done down during each either else
            ever every everyone everything except far few finally first for from further given had has have having he her
            here hers herself him himself his how however i if in inside instead into is it its itself just last lately
            later least less let like likewise many may maybe me meanwhile might mine more moreover most much must my
            myself near neither never next no nobody none nor not nothing now of off often on once one only onto or other
            others otherwise our ours out outside over own per perhaps quite rather really recently same second several
            shall she should since so some somebody someone something sometimes somewhere soon still such than that the
            their theirs them themselves then there therefore these they third this those though three through throughout
            till to together too toward two under unless until up upon us usually very was we were what whatever when
            whenever where wherever whether which while who whoever whole whom whose why will with within without would
            yes yet you your yours yourself
            """,
            // Interjections, greetings and answers.
            """
            absolutely agreed ah aha alright amazing aw awesome aww bravo btw bye certainly cheers congrats congratulations
            cool damn dang dear definitely dude enjoy exactly excellent fair fine glad god good goodbye gosh gotcha great
            guys haha happy hehe hello hey hi hmm honestly hope hopefully hooray huh imo incredible indeed kudos lol lovely
            man meh nah neat nice nope obviously oh ok okay omg ooh oops ouch perfect phew please pretty probably proud
            right seriously sorry sounds super sure sweet thank thanks totally true truly ty ugh uh um unfortunately
            welcome well whoa woah wonderful woohoo wow yay yo yea yeah yep yikes yum yup
            """,
            // Verbs, nouns and adjectives that often open a sentence.
            """
            art ask being believe big call check come did describe doing explain family feel feeling find food found gave get getting give
            giving glad go going gonna got gotta guess had hang having hear heard heres hoping how imagine keep keeping
            know learning leave life list little look looking looks lost lots love loved loving made make makes making
            mention met mom dad money music my name nature new old people pick pics pic please read reading recall remember rest
            said saw say see seeing seems send share show since spending spent start started stay take taking talk tell
            thinking thought time times today tomorrow tonight took tried try trying turns used wait waiting wanna want
            wanted watch watching went wish working work works yesterday
            """);

    /** The names of months and days, whole and short, in lower case. */
    static final Set<String> CALENDAR = words("""
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec
        """);

    /** Lower-case words that join two parts of one name: "Bank of America", "Ludwig van Beethoven". */
    static final Set<String> CONNECTORS = words("of de van von der den del la le du da di el al bin ibn y");

    /** Titles and abbreviations whose period does not end a sentence. */
    static final Set<String> ABBREVIATIONS = words("mr mrs ms dr st jr sr prof mt ft gen lt col sgt capt rev");

    private CommonWords() {}

    private static Set<String> words(String... lists) {
        return Set.copyOf(Arrays.asList(String.join(" ", lists).strip().split("\\s+")));
    }
}
