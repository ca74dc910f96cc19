package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.aws.FormRights;
import java.util.List;

/** The form field that names upstream jobs. Those who may not configure get no answers. */
final class JobField {
    private JobField() {}

    static FormValidation check(@CheckForNull Item item, String names, @CheckForNull String branch) {
        if (!FormRights.mayConfigure(item)) {
            return FormValidation.ok();
        }
        List<String> all = UpstreamJobs.names(names);
        if (all.isEmpty()) {
            return FormValidation.error(Messages.JobField_empty());
        }
        for (String name : all) {
            JobLookup found = JobLookup.find(item, name, branch);
            if (found.job().isEmpty()) {
                return FormValidation.warning(
                        found.advice().orElse(Messages.JobField_missing(JobLookup.inWords(name, branch))));
            }
        }
        return FormValidation.ok();
    }

    static AutoCompletionCandidates complete(@CheckForNull Item item, @CheckForNull ItemGroup<?> folder, String name) {
        return FormRights.mayConfigure(item)
                ? AutoCompletionCandidates.ofJobNames(Job.class, name, item, folder)
                : new AutoCompletionCandidates();
    }
}
