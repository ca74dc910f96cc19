package io.jenkins.plugins.ecsdeploy.upstream;

import com.google.common.collect.MapMaker;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/** The questions that may be open now. Each follows when a job that it names is renamed or moved. */
@Extension
public final class OpenPrompts extends ItemListener {
    /** By identity, for as long as a pipeline holds them. */
    private final Set<PromptParameter> prompts =
            Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

    static OpenPrompts get() {
        return ExtensionList.lookupSingleton(OpenPrompts.class);
    }

    void add(PromptParameter prompt) {
        prompts.add(prompt);
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Renaming renaming =
                    new Renaming(oldFullName, newFullName, name -> Jenkins.get().getItemByFullName(name) != null);
            List.copyOf(prompts).forEach(prompt -> prompt.renameJob(renaming.applied(prompt.getJob(), "")));
        }
    }
}
