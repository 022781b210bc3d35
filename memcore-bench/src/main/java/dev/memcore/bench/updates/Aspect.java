package dev.memcore.bench.updates;

import java.util.List;
import java.util.Locale;

/**
 * What statements say about a subject, with the sentences that say and ask it. In a template, {x} is the subject, {v} the
 * value, {to} the value as the aim of a movement, and {n} the name of some person.
 */
enum Aspect {
    PLACE(
            List.of(
                    "{x} is {v}.",
                    "We keep {x} {v}.",
                    "You will find {x} {v}.",
                    "I put {x} {v}.",
                    "I left {x} {v}.",
                    "{x} is currently {v}.",
                    "Just so you know, {x} is {v}.",
                    "{n} keeps {x} {v}.",
                    "For now {x} stays {v}.",
                    "I have stored {x} {v}.",
                    "Note to self: {x} is {v}"),
            List.of(
                    "{x} is {v}.",
                    "I moved {x} {to}.",
                    "I put {x} {v}.",
                    "{n} left {x} {v}.",
                    "{n} brought {x} {to}.",
                    "I stored {x} {v}.",
                    "{x} is back {v}.",
                    "{x} has been moved {to}.",
                    "Update: {x} is now {v}.",
                    "We relocated {x} {to}.",
                    "{n} took {x} {to}.",
                    "I found {x} {v}.",
                    "From now on {x} is {v}.",
                    "{x} ended up {v}.",
                    "I ended up putting {x} {v}.",
                    "{x} can be found {v}."),
            List.of(
                    "Where is {x}?",
                    "Where can I find {x}?",
                    "Do you know where {x} is?",
                    "Where do we keep {x}?",
                    "where's {x}"),
            List.of(
                    "Where is {x} now?",
                    "Where is {x} at the moment?",
                    "Where is {x} currently?",
                    "Where is {x} right now?",
                    "Where is {x} these days?",
                    "Where do we keep {x} now?"),
            List.of("Where was {x} before?", "Where was {x} previously?", "Where was {x} before that?"),
            List.of(
                    "Where was {x} at first?",
                    "Where was {x} originally?",
                    "Where was {x} initially?",
                    "Where was {x} in the beginning?"),
            List.of(
                    "I cleaned {x}.",
                    "{n} asked about {x}.",
                    "{n} took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "{n} likes the look of {x}.",
                    "I am glad that we bought {x}.",
                    "{x} needs a new sticker.",
                    "{n} wants to buy {x} from me.",
                    "I dreamt of {x}.",
                    "{n} made fun of {x}.",
                    "I paid too much for {x}.",
                    "Remind me to ask {n} about {x}.")),
    HOLDER(
            List.of(
                    "{v} has {x}.",
                    "I lent {x} to {v}.",
                    "{x} is with {v}.",
                    "{v} borrowed {x}.",
                    "{x} is currently with {v}.",
                    "{v} owns {x}.",
                    "{v} picked up {x} yesterday.",
                    "I loaned {x} to {v}.",
                    "{v} is using {x}."),
            List.of(
                    "{v} has {x}.",
                    "I lent {x} to {v}.",
                    "{x} is with {v}.",
                    "{v} borrowed {x}.",
                    "I gave {x} to {v}.",
                    "{v} took {x} home.",
                    "I handed {x} over to {v}.",
                    "I passed {x} on to {v}.",
                    "{v} now has {x}.",
                    "{x} went to {v}.",
                    "{x} was handed to {v}.",
                    "I let {v} borrow {x}.",
                    "{v} collected {x} on Friday.",
                    "{x} is now with {v}.",
                    "I gave {v} {x}."),
            List.of("Who has {x}?", "Who has got {x}?", "Do you know who has {x}?"),
            List.of(
                    "Who has {x} now?",
                    "Who has {x} at the moment?",
                    "Who currently has {x}?",
                    "Who has {x} right now?",
                    "Who now has {x}?"),
            List.of("Who had {x} before?", "Who had {x} previously?"),
            List.of(
                    "Who had {x} at first?",
                    "Who originally had {x}?",
                    "Who had {x} initially?",
                    "Who had {x} originally?"),
            List.of(
                    "I cleaned {x}.",
                    "I took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "I like the look of {x}.",
                    "I am glad that we bought {x}.",
                    "{x} needs a new sticker.",
                    "I dreamt of {x}.",
                    "I paid too much for {x}.",
                    "I washed {x}.")),
    STATE(
            List.of(
                    "{x} is {v}.",
                    "{x} turned out to be {v}.",
                    "I noticed that {x} is {v}.",
                    "{x} is currently {v}.",
                    "Sadly, {x} is {v}.",
                    "It seems that {x} is {v}.",
                    "{x} was {v} when I checked."),
            List.of(
                    "{x} is {v}.",
                    "{x} turned out to be {v}.",
                    "I noticed that {x} is {v}.",
                    "{x} looks {v}.",
                    "{x} is now {v}.",
                    "Update: {x} is {v}.",
                    "{x} is {v} again.",
                    "{x} appears to be {v}.",
                    "{x} got {v}.",
                    "By now {x} is {v}."),
            List.of(
                    "What state is {x} in?",
                    "What condition is {x} in?",
                    "What is the condition of {x}?",
                    "In what condition is {x}?"),
            List.of(
                    "What state is {x} in now?",
                    "What condition is {x} in at the moment?",
                    "What state is {x} currently in?",
                    "What is the current state of {x}?",
                    "What state is {x} in right now?"),
            List.of("What state was {x} in before?", "What state was {x} in previously?"),
            List.of(
                    "What state was {x} in at first?",
                    "What condition was {x} originally in?",
                    "What state was {x} in initially?"),
            List.of(
                    "{n} asked about {x}.",
                    "{n} took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "{n} borrowed {x}.",
                    "I thought about {x}.",
                    "{n} wants to buy {x} from me.",
                    "I dreamt of {x}.",
                    "{n} made fun of {x}.",
                    "I paid too much for {x}.")),
    DATE(
            List.of(
                    "{x} is on {v}.",
                    "{x} takes place on {v}.",
                    "We agreed on {v} for {x}.",
                    "{x} will be on {v}.",
                    "{x} is scheduled for {v}.",
                    "The date of {x} is {v}.",
                    "{x} is planned for {v}."),
            List.of(
                    "{x} is on {v}.",
                    "{x} was moved to {v}.",
                    "{x} has been postponed to {v}.",
                    "{x} takes place on {v}.",
                    "They rescheduled {x} for {v}.",
                    "{x} is now on {v}.",
                    "We pushed {x} to {v}.",
                    "{x} got moved to {v}.",
                    "Update: {x} is on {v}.",
                    "{x} has a new date: {v}.",
                    "They shifted {x} to {v}."),
            List.of("When is {x}?", "When does {x} take place?", "On what date is {x}?", "When is {x} scheduled?"),
            List.of("When is {x} now?", "When does {x} take place now?", "When is {x} currently scheduled?"),
            List.of("When was {x} before?", "When was {x} previously?"),
            List.of(
                    "When was {x} originally?",
                    "When was {x} at first?",
                    "When was {x} initially?",
                    "When was {x} originally scheduled?"),
            List.of(
                    "I told {n} about {x}.",
                    "{n} is nervous about {x}.",
                    "I bought a notebook for {x}.",
                    "{n} wants to come along to {x}.",
                    "{n} dreads {x}.",
                    "I bought a gift for {x}.",
                    "I forgot about {x} on Monday.",
                    "{x} makes {n} nervous.")),
    VALUE(
            List.of(
                    "{x} is {v}.",
                    "They told me that {x} is {v}.",
                    "I wrote down that {x} is {v}.",
                    "{x} is currently {v}.",
                    "For the record: {x} is {v}.",
                    "{n} says {x} is {v}.",
                    "Please save that {x} is {v}."),
            List.of(
                    "{x} is {v}.",
                    "{x} changed to {v}.",
                    "{x} has been changed to {v}.",
                    "It turns out {x} is {v}.",
                    "{x} is now {v}.",
                    "We changed {x} to {v}.",
                    "Update: {x} is {v}.",
                    "{x} was changed to {v}.",
                    "{x} became {v}.",
                    "From now on {x} is {v}.",
                    "Correction: {x} is {v}.",
                    "{x}: {v}"),
            List.of("What is {x}?", "Tell me {x}.", "What's {x}?"),
            List.of(
                    "What is {x} now?",
                    "What is {x} at the moment?",
                    "What is {x} currently?",
                    "What is {x} right now?",
                    "What is {x} these days?"),
            List.of("What was {x} before?", "What was {x} previously?"),
            List.of("What was {x} at first?", "What was {x} originally?", "What was {x} initially?"),
            List.of(
                    "{n} asked me for {x}.",
                    "I keep forgetting {x}.",
                    "I made a note of {x}.",
                    "We argued about {x}.",
                    "{n} laughed about {x}.",
                    "Nobody believes {x}.",
                    "I told {n} {x}.",
                    "I need to look up {x} again.")),
    HOME(
            List.of(
                    "{x} lives in {v}.",
                    "{x} has a flat in {v}.",
                    "{x} settled in {v}.",
                    "{x} currently lives in {v}.",
                    "{x} grew up elsewhere but lives in {v}.",
                    "{x} rents a small flat in {v}.",
                    "{x} is based in {v}."),
            List.of(
                    "{x} lives in {v}.",
                    "{x} moved to {v}.",
                    "{x} has a flat in {v}.",
                    "{x} relocated to {v}.",
                    "{x} just moved to {v}.",
                    "{x} has moved to {v}.",
                    "{x} now lives in {v}.",
                    "{x} bought a house in {v}.",
                    "Update: {x} is living in {v}.",
                    "{x} relocated from abroad to {v}."),
            List.of("Where does {x} live?", "Which city does {x} live in?", "In which city does {x} live?"),
            List.of(
                    "Where does {x} live now?",
                    "Where does {x} currently live?",
                    "Where does {x} live these days?",
                    "Where is {x} living now?",
                    "Where does {x} live right now?"),
            List.of("Where did {x} live before?", "Where did {x} live previously?"),
            List.of("Where did {x} live at first?", "Where did {x} originally live?", "Where did {x} live initially?"),
            List.of(
                    "{x} called me.",
                    "I baked a cake for {x}.",
                    "{x} told a joke.",
                    "I played chess with {x}.",
                    "{n} wrote a letter to {x}.",
                    "{x} sent a postcard.",
                    "I met {x} for lunch.",
                    "{n} argued with {x}.",
                    "{x} owes me money."));

    private static final String SEPARATOR = "\n";

    private final String first;
    private final String later;
    private final String plain;
    private final String now;
    private final String before;
    private final String atFirst;
    private final String mentions;

    Aspect(
            List<String> first,
            List<String> later,
            List<String> plain,
            List<String> now,
            List<String> before,
            List<String> atFirst,
            List<String> mentions) {
        this.first = String.join(SEPARATOR, first);
        this.later = String.join(SEPARATOR, later);
        this.plain = String.join(SEPARATOR, plain);
        this.now = String.join(SEPARATOR, now);
        this.before = String.join(SEPARATOR, before);
        this.atFirst = String.join(SEPARATOR, atFirst);
        this.mentions = String.join(SEPARATOR, mentions);
    }

    /** Its name in reports. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the templates of the first statement about a subject. */
    List<String> first() {
        return templates(first);
    }

    /** Returns the templates of later statements. */
    List<String> later() {
        return templates(later);
    }

    /** Returns the templates of notes that mention the subject and say nothing about this aspect. */
    List<String> mentions() {
        return templates(mentions);
    }

    /** Returns the templates of questions. */
    List<String> questions(Tense tense) {
        return switch (tense) {
            case PLAIN -> templates(plain);
            case NOW -> templates(now);
            case BEFORE -> templates(before);
            case AT_FIRST -> templates(atFirst);
        };
    }

    private static List<String> templates(String joined) {
        return List.of(joined.split(SEPARATOR));
    }

    /** How a question refers to time. */
    enum Tense {
        /** In the present tense, without a word for now. */
        PLAIN("plain"),
        /** With a word for now. */
        NOW("now"),
        /** For the statement before the newest one. */
        BEFORE("before"),
        /** For the oldest statement. */
        AT_FIRST("at first");

        private final String label;

        Tense(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
