package io.jenkins.plugins.ecsdeploy.access;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials that are held for builds, in memory alone: those lent to blocks, and those that agents answered. */
@Extension
public class HeldCredentials {
    private final Map<String, LentCredentials> lent = new ConcurrentHashMap<>();
    private AgentAnswers agents;

    static HeldCredentials get() {
        return ExtensionList.lookupSingleton(HeldCredentials.class);
    }

    /** What is lent to blocks of builds now, by the keys of the blocks. */
    Map<String, LentCredentials> lent() {
        return lent;
    }

    synchronized AgentAnswers agents() {
        if (agents == null) {
            agents =
                    new AgentAnswers(EcsRuntime.get().agents(), EcsRuntime.get().scheduler());
        }
        return agents;
    }
}
