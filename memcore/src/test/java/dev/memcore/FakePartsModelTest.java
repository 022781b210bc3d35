package dev.memcore;

/** The engine against the plain map, over a log and an index that are fakes. */
final class FakePartsModelTest extends ModelContract {
    @Override
    Store newStore() {
        return Store.overFakes();
    }
}
