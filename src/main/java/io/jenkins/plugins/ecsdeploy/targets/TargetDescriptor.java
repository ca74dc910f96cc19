package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.verify.Regions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What the forms of global targets and those of folders share. Who may not change the targets gets no list and no
 * verdict, only the value that is there.
 */
public abstract class TargetDescriptor extends Descriptor<Target> {
    /** @param folder where the form is, null for the global configuration */
    abstract boolean mayEdit(AbstractFolder<?> folder);

    abstract boolean mayListCredentials(AbstractFolder<?> folder);

    /** Where targets of this kind take their credentials from. */
    abstract ItemGroup<?> owner(AbstractFolder<?> folder);

    @POST
    public ListBoxModel doFillRegionItems(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String region) {
        Map<String, String> known = mayEdit(folder) ? Regions.known() : Map.of();
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.TargetDescriptor_chooseRegion(), "");
        known.forEach((id, name) -> list.add(name.isEmpty() ? id : id + " – " + name, id));
        if (Util.fixEmptyAndTrim(region) != null && !known.containsKey(region)) {
            list.add(region);
        }
        return list;
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath AbstractFolder<?> folder, @QueryParameter String credentialsId) {
        StandardListBoxModel list = new StandardListBoxModel();
        if (!mayListCredentials(folder)) {
            return list.includeCurrentValue(credentialsId);
        }
        return list.includeEmptyValue()
                .includeAs(ACL.SYSTEM2, owner(folder), AmazonWebServicesCredentials.class)
                .includeCurrentValue(credentialsId);
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    public ListBoxModel doFillOnFailureItems() {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.TargetDescriptor_byTheStep(), "");
        list.add(Messages.TargetDescriptor_onFailureRollback(), "ROLLBACK");
        list.add(Messages.TargetDescriptor_onFailureLeave(), "LEAVE");
        return list;
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    public ListBoxModel doFillOnAbortItems() {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.TargetDescriptor_byTheStep(), "");
        list.add(Messages.TargetDescriptor_onAbortLeave(), "LEAVE");
        list.add(Messages.TargetDescriptor_onAbortStop(), "STOP");
        list.add(Messages.TargetDescriptor_onAbortRollback(), "ROLLBACK");
        return list;
    }

    @POST
    public FormValidation doCheckName(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        return check(folder, () -> {
            if (isEntered(value)) {
                TargetRules.name(value);
            }
        });
    }

    @POST
    public FormValidation doCheckRegion(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        Optional<String> region = Optional.ofNullable(Util.fixEmptyAndTrim(value));
        return check(folder, () -> TargetRules.region(null, value), () -> region.flatMap(Regions::doubt));
    }

    @POST
    public FormValidation doCheckCluster(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        return check(folder, () -> TargetRules.cluster(null, value));
    }

    @POST
    public FormValidation doCheckRoleArn(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        return check(folder, () -> TargetRules.roleArn(null, value));
    }

    @POST
    public FormValidation doCheckExternalId(
            @AncestorInPath AbstractFolder<?> folder, @QueryParameter String value, @QueryParameter String roleArn) {
        if (mayEdit(folder) && Util.fixEmptyAndTrim(value) != null && Util.fixEmptyAndTrim(roleArn) == null) {
            return FormValidation.warning(Messages.TargetDescriptor_externalIdWithoutRole());
        }
        return check(folder, () -> TargetRules.externalId(null, value));
    }

    @POST
    public FormValidation doCheckSessionDurationSeconds(
            @AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        return check(folder, () -> TargetRules.sessionDuration(null, number(value)));
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(
            @AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
        return check(folder, () -> TargetRules.timeout(null, number(value)));
    }

    /** A target in a form need not have a name yet to be tried. */
    static String enteredName(StaplerRequest2 request) {
        String name = request.getParameter("name");
        return isEntered(name) ? name : "new";
    }

    /** An empty field is no error while one types: every form begins with those. Whoever saves it is told. */
    private static boolean isEntered(String value) {
        return Util.fixEmptyAndTrim(value) != null;
    }

    final FormValidation check(AbstractFolder<?> folder, Runnable rule) {
        return check(folder, rule, Optional::empty);
    }

    /** @param doubt what to warn of in a value that keeps the rule, and is probably not what was meant */
    private FormValidation check(AbstractFolder<?> folder, Runnable rule, Supplier<Optional<String>> doubt) {
        if (!mayEdit(folder)) {
            return FormValidation.ok();
        }
        try {
            rule.run();
            return doubt.get().map(FormValidation::warning).orElseGet(FormValidation::ok);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static int number(String text) {
        String digits = Util.fixEmptyAndTrim(text);
        try {
            return digits == null ? 0 : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.TargetDescriptor_noNumber(digits), e);
        }
    }
}
