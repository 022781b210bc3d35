package dev.memcore.retrieval.query.claim;

/** A value with a type in a claim. Only values of one type can contradict each other. */
sealed interface ClaimValue {
    /** Its first character in the sentence. */
    int start();

    /** The character after its last. */
    int end();

    /** Whether both are of the type of which a thing has one value. */
    boolean isComparable(ClaimValue other);

    /** Whether both can be the value of one thing. */
    boolean agrees(ClaimValue other);

    /**
     * A number.
     *
     * @param unit the root of the unit or the counted noun; empty: none
     */
    record Amount(int start, int end, double number, String unit) implements ClaimValue {
        @Override
        public boolean isComparable(ClaimValue other) {
            return other instanceof Amount amount && unit.equals(amount.unit);
        }

        @Override
        public boolean agrees(ClaimValue other) {
            return other instanceof Amount amount && number == amount.number;
        }
    }

    /** A date of which parts may be unknown, which are 0: "in 1998", "3 May", "June 2025". */
    record Day(int start, int end, int year, int month, int day) implements ClaimValue {
        @Override
        public boolean isComparable(ClaimValue other) {
            return other instanceof Day date
                    && (known(year, date.year) || known(month, date.month) || known(day, date.day));
        }

        @Override
        public boolean agrees(ClaimValue other) {
            return other instanceof Day date && same(year, date.year) && same(month, date.month) && same(day, date.day);
        }

        private static boolean known(int one, int other) {
            return one != 0 && other != 0;
        }

        private static boolean same(int one, int other) {
            return !known(one, other) || one == other;
        }
    }

    /**
     * A time of day.
     *
     * @param minute the minute of the day
     * @param certain whether the text says in which half of the day it is
     */
    record Clock(int start, int end, int minute, boolean certain) implements ClaimValue {
        private static final int HALF_DAY = 12 * 60;

        @Override
        public boolean isComparable(ClaimValue other) {
            return other instanceof Clock;
        }

        @Override
        public boolean agrees(ClaimValue other) {
            return other instanceof Clock clock
                    && ((certain && clock.certain)
                            ? minute == clock.minute
                            : minute % HALF_DAY == clock.minute % HALF_DAY);
        }
    }

    /** A name of a closed list of which a thing has one at a time: a day of the week, a colour. */
    record Choice(int start, int end, String list, String name) implements ClaimValue {
        @Override
        public boolean isComparable(ClaimValue other) {
            return other instanceof Choice choice && list.equals(choice.list);
        }

        @Override
        public boolean agrees(ClaimValue other) {
            return other instanceof Choice choice && name.equals(choice.name);
        }
    }
}
