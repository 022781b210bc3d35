package dev.memcore.model;

/** What a step of the model-based test does. */
enum Change {
    REMEMBER,
    ADD,
    REVISE,
    FORGET,
    SUPERSEDE,
    QUARANTINE,
    RELEASE,
    MOVE,
    ADJUST,
    SET_ATTRIBUTE,
    REMOVE_ATTRIBUTE,
    SET_EXPIRY,
    REOPEN,
    LOSE_INDEX
}
