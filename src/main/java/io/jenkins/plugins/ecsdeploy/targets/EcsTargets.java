package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The targets of the whole controller. */
@Extension
@Symbol("ecsTargets")
public class EcsTargets extends GlobalConfiguration {
    private List<GlobalTarget> targets = new ArrayList<>();

    public EcsTargets() {
        load();
        targets = TargetList.loaded(targets, GlobalTarget.class);
    }

    public static EcsTargets get() {
        return ExtensionList.lookupSingleton(EcsTargets.class);
    }

    public synchronized List<GlobalTarget> getTargets() {
        return List.copyOf(targets);
    }

    /** @throws IllegalArgumentException if two have the same name or one has no region */
    @DataBoundSetter
    public synchronized void setTargets(List<GlobalTarget> targets) {
        this.targets = TargetList.checked(targets);
        save();
    }

    /** Takes all or nothing, and an empty form as an empty list. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try {
            setTargets(request.bindJSONToList(GlobalTarget.class, form.get("targets")));
            return true;
        } catch (RuntimeException | LinkageError e) {
            throw FormFailure.of(e, "targets");
        }
    }
}
