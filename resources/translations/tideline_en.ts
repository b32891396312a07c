<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DifferenceRows</name>
    <message numerus="yes">
        <source>%Ln equal cells</source>
        <translation>
            <numerusform>%Ln equal cell</numerusform>
            <numerusform>%Ln equal cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal lines</source>
        <translation>
            <numerusform>%Ln equal line</numerusform>
            <numerusform>%Ln equal lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message numerus="yes">
        <source>Reading %1 of %n files</source>
        <translation>
            <numerusform>Reading %1 of %n file</numerusform>
            <numerusform>Reading %1 of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Downloading %1 of %n files</source>
        <translation>
            <numerusform>Downloading %1 of %n file</numerusform>
            <numerusform>Downloading %1 of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Uploading %1 of %n files</source>
        <translation>
            <numerusform>Uploading %1 of %n file</numerusform>
            <numerusform>Uploading %1 of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %1 of %n files</source>
        <translation>
            <numerusform>Syncing %1 of %n file</numerusform>
            <numerusform>Syncing %1 of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bringing in %n changes</source>
        <translation>
            <numerusform>Bringing in %n change</numerusform>
            <numerusform>Bringing in %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be synced</source>
        <translation>
            <numerusform>%n file cannot be synced</numerusform>
            <numerusform>%n files cannot be synced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts for you to look at</source>
        <translation>
            <numerusform>%n conflict for you to look at</numerusform>
            <numerusform>%n conflicts for you to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have errors</source>
        <translation>
            <numerusform>%n project has errors</numerusform>
            <numerusform>%n projects have errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have conflicts</source>
        <translation>
            <numerusform>%n project has conflicts</numerusform>
            <numerusform>%n projects have conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %n projects</source>
        <translation>
            <numerusform>Syncing %n project</numerusform>
            <numerusform>Syncing %n projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects wait to sync</source>
        <translation>
            <numerusform>%n project waits to sync</numerusform>
            <numerusform>%n projects wait to sync</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are left out: you stopped them</source>
        <translation>
            <numerusform>%Ln file is left out: you stopped it</numerusform>
            <numerusform>%Ln files are left out: you stopped them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileOperations</name>
    <message numerus="yes">
        <source>%Ln entries are in the cloud alone; nothing was made.</source>
        <translation>
            <numerusform>%Ln entry is in the cloud alone; nothing was made.</numerusform>
            <numerusform>%Ln entries are in the cloud alone; nothing was made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message numerus="yes">
        <source>%Ln projects have conflicts</source>
        <translation>
            <numerusform>%Ln project has conflicts</numerusform>
            <numerusform>%Ln projects have conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects wait for your yes</source>
        <translation>
            <numerusform>%Ln project waits for your yes</numerusform>
            <numerusform>%Ln projects wait for your yes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects cannot be synced</source>
        <translation>
            <numerusform>%Ln project cannot be synced</numerusform>
            <numerusform>%Ln projects cannot be synced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have no access to %Ln projects any more</source>
        <translation>
            <numerusform>You have no access to %Ln project any more</numerusform>
            <numerusform>You have no access to %Ln projects any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others</source>
        <translation>
            <numerusform>%1 and %Ln other</numerusform>
            <numerusform>%1 and %Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were changed in two places. Both versions are kept.</source>
        <translation>
            <numerusform>A file was changed in two places. Both versions are kept.</numerusform>
            <numerusform>%Ln files were changed in two places. Both versions are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message numerus="yes">
        <source>%Ln pixels differ (%1 %)</source>
        <translation>
            <numerusform>%Ln pixel differs (%1 %)</numerusform>
            <numerusform>%Ln pixels differ (%1 %)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>%Ln min ago</numerusform>
            <numerusform>%Ln min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ActivityPage</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %Ln files stayed as they are, since they were changed later</source>
        <translation>
            <numerusform>%1; %Ln file stayed as it is, since it was changed later</numerusform>
            <numerusform>%1; %Ln files stayed as they are, since they were changed later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::CellWidget</name>
    <message numerus="yes">
        <source>Show all %Ln lines</source>
        <translation>
            <numerusform>Show the one line</numerusform>
            <numerusform>Show all %Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ColumnPanel</name>
    <message numerus="yes">
        <source>Of the first %Ln rows.</source>
        <translation>
            <numerusform>Of the first row.</numerusform>
            <numerusform>Of the first %Ln rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictsPage</name>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln conflict</numerusform>
            <numerusform>%Ln conflicts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryDrag</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileActions</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::Histogram</name>
    <message numerus="yes">
        <source>%1: %Ln times</source>
        <translation>
            <numerusform>%1: %Ln time</numerusform>
            <numerusform>%1: %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::HistoryDialog</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %Ln moments; `tide log` lists all.</source>
        <translation>
            <numerusform>The newest moment; `tide log` lists all.</numerusform>
            <numerusform>The newest %Ln moments; `tide log` lists all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::InfoActions</name>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>Path copied</numerusform>
            <numerusform>%Ln paths copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>Link copied</numerusform>
            <numerusform>%Ln links copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln items selected</source>
        <translation>
            <numerusform>%Ln item selected</numerusform>
            <numerusform>%Ln items selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::Inspector</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::LineDifferenceView</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::LinksDialog</name>
    <message numerus="yes">
        <source>Ends in %Ln days</source>
        <translation>
            <numerusform>Ends in %Ln day</numerusform>
            <numerusform>Ends in %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln files were changed in two places and need you.</source>
        <translation>
            <numerusform>%Ln file was changed in two places and needs you.</numerusform>
            <numerusform>%Ln files were changed in two places and need you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::MembersDialog</name>
    <message numerus="yes">
        <source> days</source>
        <comment>after a number</comment>
        <translation>
            <numerusform> day</numerusform>
            <numerusform> days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::MergeView</name>
    <message numerus="yes">
        <source>%Ln conflicts to decide</source>
        <translation>
            <numerusform>%Ln conflict to decide</numerusform>
            <numerusform>%Ln conflicts to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::NotebookView</name>
    <message numerus="yes">
        <source>%Ln cells</source>
        <translation>
            <numerusform>%Ln cell</numerusform>
            <numerusform>%Ln cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln cells are shown.</source>
        <translation>
            <numerusform>Only the first cell is shown.</numerusform>
            <numerusform>Only the first %Ln cells are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::PagesView</name>
    <message numerus="yes">
        <source>%Ln pages</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProgramDialog</name>
    <message numerus="yes">
        <source>Which program shall open these %Ln files?</source>
        <translation>
            <numerusform>Which program shall open this file?</numerusform>
            <numerusform>Which program shall open these %Ln files?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::PropertiesDialog</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuitQuestion</name>
    <message numerus="yes">
        <source>%Ln files of “%1” are not in the cloud yet.</source>
        <translation>
            <numerusform>%Ln file of “%1” is not in the cloud yet.</numerusform>
            <numerusform>%Ln files of “%1” are not in the cloud yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SearchPage</name>
    <message numerus="yes">
        <source>%Ln entries found.</source>
        <translation>
            <numerusform>%Ln entry found.</numerusform>
            <numerusform>%Ln entries found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects in the cloud only were not looked through.</source>
        <translation>
            <numerusform>%Ln project in the cloud only was not looked through.</numerusform>
            <numerusform>%Ln projects in the cloud only were not looked through.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files found.</source>
        <translation>
            <numerusform>%Ln file found.</numerusform>
            <numerusform>%Ln files found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Still being read: %Ln files left.</source>
        <translation>
            <numerusform>Still being read: %Ln file left.</numerusform>
            <numerusform>Still being read: %Ln files left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were not looked into: there is too much text.</source>
        <translation>
            <numerusform>%Ln file was not looked into: there is too much text.</numerusform>
            <numerusform>%Ln files were not looked into: there is too much text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsDialog</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsTransfer</name>
    <message numerus="yes">
        <source>Nothing was changed: %Ln settings of the file cannot be taken.</source>
        <translation>
            <numerusform>Nothing was changed: %Ln setting of the file cannot be taken.</numerusform>
            <numerusform>Nothing was changed: %Ln settings of the file cannot be taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>%1, %Ln waiting</numerusform>
            <numerusform>%1, %Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln conflict</numerusform>
            <numerusform>%Ln conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SyncActions</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files stay here: %1</source>
        <translation>
            <numerusform>%Ln file stays here: %1</numerusform>
            <numerusform>%Ln files stay here: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files will be kept here</source>
        <translation>
            <numerusform>%Ln file will be kept here</numerusform>
            <numerusform>%Ln files will be kept here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 freed: %Ln files are in the cloud only</source>
        <translation>
            <numerusform>%1 freed: %Ln file is in the cloud only</numerusform>
            <numerusform>%1 freed: %Ln files are in the cloud only</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableDifferenceView</name>
    <message numerus="yes">
        <source>~ %Ln changed</source>
        <translation>
            <numerusform>~ %Ln changed</numerusform>
            <numerusform>~ %Ln changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %Ln added</source>
        <translation>
            <numerusform>+ %Ln added</numerusform>
            <numerusform>+ %Ln added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %Ln removed</source>
        <translation>
            <numerusform>− %Ln removed</numerusform>
            <numerusform>− %Ln removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal</source>
        <translation>
            <numerusform>%Ln equal</numerusform>
            <numerusform>%Ln equal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln are shown</source>
        <translation>
            <numerusform>the first is shown</numerusform>
            <numerusform>the first %Ln are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableView</name>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows · %1</source>
        <translation>
            <numerusform>%Ln row · %1</numerusform>
            <numerusform>%Ln rows · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln rows · %1</source>
        <translation>
            <numerusform>about %Ln row · %1</numerusform>
            <numerusform>about %Ln rows · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 of %Ln rows.</source>
        <translation>
            <numerusform>Copied %1 of %Ln row.</numerusform>
            <numerusform>Copied %1 of %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln rows.</source>
        <translation>
            <numerusform>Copied %Ln row.</numerusform>
            <numerusform>Copied %Ln rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TextView</name>
    <message numerus="yes">
        <source>more than %Ln lines</source>
        <translation>
            <numerusform>more than %Ln line</numerusform>
            <numerusform>more than %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TransferPanel</name>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <translation>
            <numerusform>%1 of %Ln file</numerusform>
            <numerusform>%1 of %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files up</source>
        <translation>
            <numerusform>%Ln file up</numerusform>
            <numerusform>%Ln files up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files down</source>
        <translation>
            <numerusform>%Ln file down</numerusform>
            <numerusform>%Ln files down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln moved</numerusform>
            <numerusform>%Ln moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln deleted</numerusform>
            <numerusform>%Ln deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln conflict</numerusform>
            <numerusform>%Ln conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait</source>
        <translation>
            <numerusform>%Ln more waits</numerusform>
            <numerusform>%Ln more wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>again in %Ln s</source>
        <translation>
            <numerusform>again in %Ln s</numerusform>
            <numerusform>again in %Ln s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln merged</source>
        <translation>
            <numerusform>%Ln merged</numerusform>
            <numerusform>%Ln merged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TrayMenu</name>
    <message numerus="yes">
        <source>%Ln more transfers</source>
        <translation>
            <numerusform>%Ln more transfer</numerusform>
            <numerusform>%Ln more transfers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts: resolve…</source>
        <translation>
            <numerusform>%Ln conflict: resolve…</numerusform>
            <numerusform>%Ln conflicts: resolve…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeModel</name>
    <message numerus="yes">
        <source>… %Ln more are not shown</source>
        <translation>
            <numerusform>… %Ln more is not shown</numerusform>
            <numerusform>… %Ln more are not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln more</numerusform>
            <numerusform>… %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeView</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::WhichProjectsPage</name>
    <message numerus="yes">
        <source>%Ln projects</source>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
</context>
</TS>
