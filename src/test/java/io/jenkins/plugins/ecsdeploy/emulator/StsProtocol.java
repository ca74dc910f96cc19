package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** AWS STS. */
final class StsProtocol extends QueryProtocol {
    private final StsActions actions;

    StsProtocol(World world, Identities identities) {
        super("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", "sts:");
        this.actions = new StsActions(world, identities);
    }

    @Override
    public Set<String> actions() {
        return Set.of("GetCallerIdentity", "AssumeRole", "GetSessionToken");
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.perform(action, request, caller);
    }
}
