package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who sees what of the forms: an administrator, one of a folder, a developer, a reader, and nobody in particular. */
@ExtendWith(QuickJenkins.class)
class TargetRightsTest {
    private static JenkinsRule jenkins;
    private static Folder folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = jenkins.createProject(Folder.class, "team");
        folder.addProperty(new FolderTargets(List.of(TargetsTest.target("of-the-folder", "us-east-1"))));
        EcsTargets.get().setTargets(List.of(TargetsTest.target("of-all")));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "aws", "AKIAIOSFODNN7EXAMPLE", "secret", ""));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("folder-admin", "developer", "reader", "manager")
                .grant(Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Item.CONFIGURE, CredentialsProvider.USE_ITEM)
                .onFolders(folder)
                .to("folder-admin")
                .grant(Item.BUILD)
                .everywhere()
                .to("developer"));
    }

    @ParameterizedTest
    @CsvSource({
        "admin, true, true",
        "folder-admin, false, true",
        "developer, false, false",
        "reader, false, false",
        "manager, false, false",
        "anonymous, false, false",
    })
    void listsAndVerdictsAreForThoseWhoMayChangeTheTargets(String user, boolean global, boolean ofFolder) {
        try (ACLContext ignored = as(user)) {
            // The form of global targets can be called under the address of a folder, too.
            for (Folder place : new Folder[] {null, folder}) {
                assertForm(Jenkins.get().getDescriptorByType(GlobalTarget.DescriptorImpl.class), place, global);
            }
            FolderTarget.DescriptorImpl folders = Jenkins.get().getDescriptorByType(FolderTarget.DescriptorImpl.class);
            assertForm(folders, null, global);
            assertForm(folders, folder, ofFolder);
            GlobalTarget.DescriptorImpl form = Jenkins.get().getDescriptorByType(GlobalTarget.DescriptorImpl.class);
            FormValidation.Kind kind = global ? FormValidation.Kind.ERROR : FormValidation.Kind.OK;
            assertThat(form.doCheckEndpointUrl("x").kind).isEqualTo(kind);
            assertThat(form.doCheckStsEndpointUrl("x").kind).isEqualTo(kind);
            // Would otherwise tell whether a job of that name exists.
            assertThat(form.doCheckJobs("nobody").kind)
                    .isEqualTo(global ? FormValidation.Kind.WARNING : FormValidation.Kind.OK);
            assertThat(form.doCheckUsers("nobody").kind)
                    .isEqualTo(global ? FormValidation.Kind.WARNING : FormValidation.Kind.OK);
        }
    }

    private static void assertForm(TargetDescriptor form, Folder place, boolean allowed) {
        ListBoxModel credentials = form.doFillCredentialsIdItems(place, "current");
        ListBoxModel regions = form.doFillRegionItems(place, "current");
        if (allowed) {
            assertThat(credentials).extracting(option -> option.value).contains("aws", "current");
            assertThat(regions).hasSizeGreaterThan(20);
        } else {
            assertThat(credentials).extracting(option -> option.value).containsExactly("current");
            assertThat(regions).extracting(option -> option.value).containsExactly("", "current");
        }
        FormValidation.Kind kind = allowed ? FormValidation.Kind.ERROR : FormValidation.Kind.OK;
        assertThat(form.doCheckName(place, "no name").kind).isEqualTo(kind);
        assertThat(form.doCheckRegion(place, "no region").kind).isEqualTo(kind);
        assertThat(form.doCheckRegion(place, "eu-cental-1").kind)
                .isEqualTo(allowed ? FormValidation.Kind.WARNING : FormValidation.Kind.OK);
        assertThat(form.doCheckCluster(place, "no cluster").kind).isEqualTo(kind);
        assertThat(form.doCheckRoleArn(place, "no arn").kind).isEqualTo(kind);
        assertThat(form.doCheckExternalId(place, "x", "some role").kind).isEqualTo(kind);
        assertThat(form.doCheckSessionDurationSeconds(place, "1").kind).isEqualTo(kind);
        assertThat(form.doCheckTimeoutMinutes(place, "-1").kind).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, true, true",
        "folder-admin, false, true",
        "developer, false, false",
        "reader, false, false",
        "manager, false, false",
        "anonymous, false, false",
    })
    void pagesShowTargetsToThoseWhoMayChangeThem(String user, boolean global, boolean ofFolder) throws Exception {
        assertThat(text(user, "manage/configure").contains("of-all")).isEqualTo(global);
        assertThat(text(user, folder.getUrl() + "configure").contains("of-the-folder"))
                .isEqualTo(ofFolder);
    }

    @Test
    void targetsAreNotInTheRemoteApi() throws Exception {
        assertThat(text("admin", "api/xml?depth=3")).contains("team").doesNotContain("of-all");
    }

    private static String text(String user, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (!"anonymous".equals(user)) {
                client.withBasicCredentials(user);
            }
            client.setJavaScriptEnabled(false);
            return client.goTo(path, null).getWebResponse().getContentAsString();
        }
    }

    private static ACLContext as(String user) {
        return "anonymous".equals(user)
                ? ACL.as2(Jenkins.ANONYMOUS2)
                : ACL.as2(User.getById(user, true).impersonate2());
    }
}
