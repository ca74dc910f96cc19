package io.jenkins.plugins.ecsdeploy.steps;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import org.kohsuke.stapler.verb.POST;

/** What the forms of steps with {@link DeployPolicies} offer. */
public interface PolicyForm {
    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    default ListBoxModel doFillOnAbortItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.EcsDeployStep_onAbortDefault(), "");
        return names(items, OnAbort.values());
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    default ListBoxModel doFillOnFailureItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.EcsDeployStep_onFailureDefault(), "");
        return names(items, OnFailure.values());
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    default ListBoxModel doFillOnConflictItems() {
        return names(new ListBoxModel(), OnConflict.values());
    }

    private static ListBoxModel names(ListBoxModel items, Enum<?>... values) {
        for (Enum<?> value : values) {
            items.add(value.name());
        }
        return items;
    }
}
