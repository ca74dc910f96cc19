package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.Set;
import java.util.TreeSet;

/** The actions that the emulator has: so that a typing error in a test is an error, and no fault that never comes. */
record ActionNames(Set<String> names) {
    static ActionNames of(Iterable<Protocol> protocols) {
        Set<String> names = new TreeSet<>();
        protocols.forEach(protocol -> names.addAll(protocol.actions()));
        return new ActionNames(names);
    }

    /**
     * Returns the name.
     *
     * @throws IllegalArgumentException if the emulator has no such action
     */
    String known(String action) {
        if (!names.contains(action)) {
            throw new IllegalArgumentException("The emulator has no action " + action + "; it has " + names);
        }
        return action;
    }
}
