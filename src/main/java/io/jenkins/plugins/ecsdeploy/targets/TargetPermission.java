package io.jenkins.plugins.ecsdeploy.targets;

import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.ecsdeploy.runtime.PipelineAuthentication;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.IdStrategy;
import jenkins.model.Jenkins;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Who may use a global target: each limit that is set must be kept. */
final class TargetPermission {
    private TargetPermission() {}

    static boolean allows(GlobalTarget target, Run<?, ?> run) {
        return allowsJob(target, run.getParent()) && allowsUser(target, run);
    }

    static boolean allowsJob(GlobalTarget target, Item item) {
        return target.getJobs() == null || JobPatterns.of(target.getJobs()).match(item.getFullName());
    }

    private static boolean allowsUser(GlobalTarget target, Run<?, ?> run) {
        if (target.getUsers() == null) {
            return true;
        }
        Authentication authentication = authentication(run);
        if (authentication.equals(ACL.SYSTEM2) || authentication instanceof AnonymousAuthenticationToken) {
            return false;
        }
        IdStrategy ids = Jenkins.get().getSecurityRealm().getUserIdStrategy();
        return JobPatterns.entries(target.getUsers()).anyMatch(user -> ids.equals(user, authentication.getName()));
    }

    /** As whom the build runs: what Pipeline noted when it started, else what the queue would give the job. */
    private static Authentication authentication(Run<?, ?> run) {
        try {
            Optional<Authentication> noted = PipelineAuthentication.of(run);
            if (noted.isPresent()) {
                return noted.get();
            }
        } catch (IOException e) {
            return Jenkins.ANONYMOUS2;
        }
        return run.getParent() instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
