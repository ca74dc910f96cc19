package io.jenkins.plugins.ecsdeploy.steps.promotion;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.access.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import io.jenkins.plugins.ecsdeploy.steps.caller.CallerStep;
import io.jenkins.plugins.ecsdeploy.steps.caller.CallerStepDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code tagImage}: moves tags to an image in a registry, by its digest. */
public class TagImageStep extends CallerStep {
    private static final long serialVersionUID = 1L;

    private final String image;
    private ArrayList<String> tags = new ArrayList<>();
    private String to;
    private boolean overwrite = true;

    @DataBoundConstructor
    public TagImageStep(String image) {
        this.image = Util.fixNull(image).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        try {
            TagRules.check(this);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        checkCaller(context);
        return new TagImageExecution(context, this);
    }

    /** @throws EngineException if the arguments are of no use */
    TagRequest request() {
        return TagRequest.of(image, tags, to, overwrite);
    }

    /** As whom ECR is called; nobody in particular for other registries. */
    @Override
    public CallerArguments caller() {
        if (!request().isAtEcr()) {
            return CallerArguments.NONE;
        }
        String id = getCredentialsId();
        return new CallerArguments(
                getTarget(),
                id == null ? null : RegistryCredentials.underlying(id),
                getCredentials(),
                getRole(),
                getExternalId());
    }

    /** The credentials for a registry other than ECR; null for none. */
    String loginId() {
        return request().isAtEcr() ? null : getCredentialsId();
    }

    public String getImage() {
        return image;
    }

    /** A text if there is one tag, or else a list. */
    public Object getTag() {
        return tags.size() == 1 ? tags.get(0) : new ArrayList<>(tags);
    }

    /** @param tag a text, a number, or a collection of these */
    @DataBoundSetter
    public void setTag(Object tag) {
        Collection<?> given = tag instanceof Collection<?> list ? list : Collections.singleton(tag);
        tags = new ArrayList<>();
        for (Object each : given) {
            String text = each == null ? null : Util.fixEmptyAndTrim(each.toString());
            if (text != null) {
                tags.add(text);
            }
        }
    }

    /** Another repository to tag the image in; null for its own. */
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    @DataBoundSetter
    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    @Extension
    public static class DescriptorImpl extends CallerStepDescriptor<TagImageStep> {
        public DescriptorImpl() {
            text("tag", (step, text) -> step.setTag(TagRules.typedIn(text)));
        }

        @Override
        public String getFunctionName() {
            return "tagImage";
        }

        @Override
        public String getDisplayName() {
            return Messages.TagImageStep_displayName();
        }

        @Override
        protected Set<String> lists() {
            return Set.of("tag");
        }

        @Override
        protected void checkComplete(TagImageStep step) {
            TagRules.check(step);
        }

        /** How the form shows the tags. */
        public String typedIn(TagImageStep step) {
            return step == null ? "" : String.join(", ", step.tags);
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, TagRules::image);
        }

        @POST
        public FormValidation doCheckTag(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> TagRules.tags(TagRules.typedIn(text)));
        }

        @POST
        public FormValidation doCheckTo(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, TagRules::to);
        }

        /** Those of AWS, for ECR, and those that are a login, for all other registries. */
        @Override
        protected void offerCredentials(StandardListBoxModel list, Item item) {
            super.offerCredentials(list, item);
            list.includeMatchingAs(
                    ACL.SYSTEM2, item, StandardCredentials.class, List.of(), RegistryCredentials.matcher());
        }
    }
}
