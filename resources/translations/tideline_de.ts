<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Applications</name>
    <message>
        <source>The program is not installed.</source>
        <translation>Das Programm ist nicht installiert.</translation>
    </message>
    <message>
        <source>The program could not be started.</source>
        <translation>Das Programm konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>No terminal is installed.</source>
        <translation>Es ist kein Terminal installiert.</translation>
    </message>
    <message>
        <source>Install one, or name it in the environment variable TERMINAL.</source>
        <translation>Installieren Sie eines, oder nennen Sie es in der Umgebungsvariablen TERMINAL.</translation>
    </message>
    <message>
        <source>The program&apos;s entry on this desktop is broken.</source>
        <translation>Der Eintrag des Programms auf diesem Desktop ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>DifferenceRows</name>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>Cell %L1</source>
        <translation>Zelle %L1</translation>
    </message>
    <message>
        <source>Was cell %L1</source>
        <translation>War Zelle %L1</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>moved, was cell %L1</source>
        <translation>verschoben, war Zelle %L1</translation>
    </message>
    <message>
        <source>other outputs ▸</source>
        <translation>andere Ausgaben ▸</translation>
    </message>
    <message>
        <source>changed by you</source>
        <translation>von Ihnen geändert</translation>
    </message>
    <message>
        <source>changed in the cloud</source>
        <translation>in der Cloud geändert</translation>
    </message>
    <message>
        <source>changed alike by both</source>
        <translation>von beiden gleich geändert</translation>
    </message>
    <message>
        <source>changed by both</source>
        <translation>von beiden geändert</translation>
    </message>
    <message>
        <source>outputs %1</source>
        <translation>Ausgaben %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal cells</source>
        <translation>
            <numerusform>%Ln gleiche Zelle</numerusform>
            <numerusform>%Ln gleiche Zellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal lines</source>
        <translation>
            <numerusform>%Ln gleiche Zeile</numerusform>
            <numerusform>%Ln gleiche Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Up to date when last synced</source>
        <translation>Aktuell bei der letzten Synchronisierung</translation>
    </message>
    <message>
        <source>Up to date, looked at once a minute: %1</source>
        <translation>Aktuell, wird einmal pro Minute angesehen: %1</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Wird synchronisiert</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>Änderungen werden gesucht</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Asking the cloud</source>
        <translation>Die Cloud wird gefragt</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Wird verglichen</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Wird abgeschlossen</translation>
    </message>
    <message numerus="yes">
        <source>Reading %1 of %n files</source>
        <translation>
            <numerusform>%1 von %Ln Datei wird gelesen</numerusform>
            <numerusform>%1 von %Ln Dateien wird gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Downloading %1 of %n files</source>
        <translation>
            <numerusform>%1 von %Ln Datei wird heruntergeladen</numerusform>
            <numerusform>%1 von %Ln Dateien wird heruntergeladen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Uploading %1 of %n files</source>
        <translation>
            <numerusform>%1 von %Ln Datei wird hochgeladen</numerusform>
            <numerusform>%1 von %Ln Dateien wird hochgeladen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %1 of %n files</source>
        <translation>
            <numerusform>%1 von %Ln Datei wird synchronisiert</numerusform>
            <numerusform>%1 von %Ln Dateien wird synchronisiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bringing in %n changes</source>
        <translation>
            <numerusform>%Ln Änderung wird übernommen</numerusform>
            <numerusform>%Ln Änderungen werden übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be synced</source>
        <translation>
            <numerusform>%Ln Datei kann nicht synchronisiert werden</numerusform>
            <numerusform>%Ln Dateien können nicht synchronisiert werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts for you to look at</source>
        <translation>
            <numerusform>%Ln Konflikt wartet auf Sie</numerusform>
            <numerusform>%Ln Konflikte warten auf Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have errors</source>
        <translation>
            <numerusform>%Ln Projekt hat Fehler</numerusform>
            <numerusform>%Ln Projekte haben Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have conflicts</source>
        <translation>
            <numerusform>%Ln Projekt hat Konflikte</numerusform>
            <numerusform>%Ln Projekte haben Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %n projects</source>
        <translation>
            <numerusform>%Ln Projekt wird synchronisiert</numerusform>
            <numerusform>%Ln Projekte werden synchronisiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects wait to sync</source>
        <translation>
            <numerusform>%Ln Projekt wartet auf die Synchronisierung</numerusform>
            <numerusform>%Ln Projekte warten auf die Synchronisierung</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>Angehalten bis %1</translation>
    </message>
    <message>
        <source>Offline: changes are kept, and sync when the cloud is back</source>
        <translation>Offline: Änderungen bleiben erhalten und werden synchronisiert, wenn die Cloud wieder da ist</translation>
    </message>
    <message>
        <source>Waiting to sync</source>
        <translation>Wartet auf die Synchronisierung</translation>
    </message>
    <message>
        <source>Waits for your yes: %1</source>
        <translation>Wartet auf Ihr Ja: %1</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>It is ignored by a rule, and stays on this disk alone.</source>
        <translation>Es wird durch eine Regel ignoriert und bleibt allein auf diesem Datenträger.</translation>
    </message>
    <message>
        <source>It is gone from this disk since the last look; the next sync finds out.</source>
        <translation>Seit dem letzten Blick ist es von diesem Datenträger verschwunden; die nächste Synchronisierung stellt es fest.</translation>
    </message>
    <message>
        <source>It was written to since the last look; the next sync compares it.</source>
        <translation>Seit dem letzten Blick wurde hineingeschrieben; die nächste Synchronisierung vergleicht es.</translation>
    </message>
    <message>
        <source>It is here and was not looked at yet.</source>
        <translation>Es ist hier und wurde noch nicht angesehen.</translation>
    </message>
    <message>
        <source>It is the same here and in the cloud.</source>
        <translation>Es ist hier und in der Cloud gleich.</translation>
    </message>
    <message>
        <source>It is neither here nor in the cloud.</source>
        <translation>Es ist weder hier noch in der Cloud.</translation>
    </message>
    <message>
        <source>What was deleted stands in the history: tide log %1</source>
        <translation>Gelöschtes steht im Verlauf: tide log %1</translation>
    </message>
    <message>
        <source>The disk cannot be asked: %1</source>
        <translation>Der Datenträger kann nicht gefragt werden: %1</translation>
    </message>
    <message>
        <source>The sync waits for your yes: %1</source>
        <translation>Die Synchronisierung wartet auf Ihr Ja: %1</translation>
    </message>
    <message>
        <source>The last sync stopped: %1</source>
        <translation>Die letzte Synchronisierung ist stehen geblieben: %1</translation>
    </message>
    <message>
        <source>The rules of %1 cannot be read: %2</source>
        <translation>Die Regeln von %1 können nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Its bytes are in the cloud; opening it fetches them.</source>
        <translation>Seine Bytes sind in der Cloud; beim Öffnen werden sie geholt.</translation>
    </message>
    <message>
        <source>In the cloud, and wanted here.</source>
        <translation>In der Cloud und hier gewünscht.</translation>
    </message>
    <message>
        <source>New here, not yet in the cloud.</source>
        <translation>Neu hier, noch nicht in der Cloud.</translation>
    </message>
    <message>
        <source>New in the cloud, not yet here.</source>
        <translation>Neu in der Cloud, noch nicht hier.</translation>
    </message>
    <message>
        <source>Deleted here, not yet in the cloud.</source>
        <translation>Hier gelöscht, noch nicht in der Cloud.</translation>
    </message>
    <message>
        <source>Deleted in the cloud, not yet here.</source>
        <translation>In der Cloud gelöscht, noch nicht hier.</translation>
    </message>
    <message>
        <source>Changed here and not yet read.</source>
        <translation>Hier geändert und noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Changed in the cloud, not yet here.</source>
        <translation>In der Cloud geändert, noch nicht hier.</translation>
    </message>
    <message>
        <source>Changed here, not yet in the cloud.</source>
        <translation>Hier geändert, noch nicht in der Cloud.</translation>
    </message>
    <message>
        <source>Both sides changed this file; your version is kept here.</source>
        <translation>Beide Seiten haben diese Datei geändert; Ihre Version bleibt hier erhalten.</translation>
    </message>
    <message>
        <source>Sync is paused.</source>
        <translation>Die Synchronisierung ist angehalten.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached.</source>
        <translation>Die Cloud ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>There is a conflict inside.</source>
        <translation>Darin liegt ein Konflikt.</translation>
    </message>
    <message>
        <source>Something inside could not be synced.</source>
        <translation>Etwas darin konnte nicht synchronisiert werden.</translation>
    </message>
    <message>
        <source>The project is not on this computer.</source>
        <translation>Das Projekt ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>There is no such folder in the project.</source>
        <translation>Diesen Ordner gibt es im Projekt nicht.</translation>
    </message>
    <message>
        <source>There is nothing at this path in the project.</source>
        <translation>Unter diesem Pfad ist im Projekt nichts.</translation>
    </message>
    <message>
        <source>Pipes, sockets and devices are not synced.</source>
        <translation>Pipes, Sockets und Geräte werden nicht synchronisiert.</translation>
    </message>
    <message>
        <source>This disk takes its name, %1, for that of another entry here, so it is kept under this one.</source>
        <translation>Dieser Datenträger hält seinen Namen, %1, für den eines anderen Eintrags hier; darum liegt es unter diesem.</translation>
    </message>
    <message>
        <source>Rename one of the two; in the cloud it has its own name.</source>
        <translation>Benennen Sie eines der beiden um; in der Cloud hat es seinen eigenen Namen.</translation>
    </message>
    <message>
        <source>Rename one of the two.</source>
        <translation>Benennen Sie eines der beiden um.</translation>
    </message>
    <message>
        <source>This disk takes its name for that of another entry, and it is too long to be escaped.</source>
        <translation>Dieser Datenträger hält seinen Namen für den eines anderen Eintrags, und er ist zu lang, um ihn zu umschreiben.</translation>
    </message>
    <message>
        <source>Rename it to sync it.</source>
        <translation>Benennen Sie es um, damit es synchronisiert wird.</translation>
    </message>
    <message>
        <source>A name is empty.</source>
        <translation>Ein Name ist leer.</translation>
    </message>
    <message>
        <source>The names . and .. are not entries.</source>
        <translation>Die Namen . und .. sind keine Einträge.</translation>
    </message>
    <message>
        <source>A name is longer than 255 bytes.</source>
        <translation>Ein Name ist länger als 255 Byte.</translation>
    </message>
    <message>
        <source>A name contains / or NUL.</source>
        <translation>Ein Name enthält / oder NUL.</translation>
    </message>
    <message>
        <source>A name begins with a byte order mark.</source>
        <translation>Ein Name beginnt mit einer Bytereihenfolge-Marke.</translation>
    </message>
    <message>
        <source>A name is not valid UTF-8.</source>
        <translation>Ein Name ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>The name .tideline is Tideline&apos;s own.</source>
        <translation>Der Name .tideline gehört Tideline selbst.</translation>
    </message>
    <message>
        <source>A path is longer than 4,000 bytes.</source>
        <translation>Ein Pfad ist länger als 4.000 Byte.</translation>
    </message>
    <message>
        <source>Shorten it to sync it.</source>
        <translation>Kürzen Sie ihn, damit es synchronisiert wird.</translation>
    </message>
    <message>
        <source>A path is deeper than 256 folders.</source>
        <translation>Ein Pfad ist tiefer als 256 Ordner.</translation>
    </message>
    <message>
        <source>%1 files vanished here and would be deleted in the cloud.</source>
        <translation>%1 Dateien sind hier verschwunden und würden in der Cloud gelöscht.</translation>
    </message>
    <message>
        <source>The cloud asks to delete %1 files here.</source>
        <translation>Die Cloud will hier %1 Dateien löschen.</translation>
    </message>
    <message>
        <source>Look at the list with: tide sync --dry-run; accept it with: tide sync --yes</source>
        <translation>Die Liste zeigt: tide sync --dry-run; angenommen wird sie mit: tide sync --yes</translation>
    </message>
    <message>
        <source>The file is being changed.</source>
        <translation>Die Datei wird gerade geändert.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>Die Datei hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>Das Lesen wurde angehalten.</translation>
    </message>
    <message>
        <source>The sync was stopped.</source>
        <translation>Die Synchronisierung wurde angehalten.</translation>
    </message>
    <message>
        <source>The upload was stopped.</source>
        <translation>Das Hochladen wurde angehalten.</translation>
    </message>
    <message>
        <source>The download was stopped.</source>
        <translation>Das Herunterladen wurde angehalten.</translation>
    </message>
    <message>
        <source>The scan was stopped.</source>
        <translation>Das Durchsehen wurde angehalten.</translation>
    </message>
    <message>
        <source>The download was cut short.</source>
        <translation>Das Herunterladen brach vorzeitig ab.</translation>
    </message>
    <message>
        <source>What arrived is not what the server sent.</source>
        <translation>Was ankam, ist nicht, was der Server gesendet hat.</translation>
    </message>
    <message>
        <source>The server left out a part of this file.</source>
        <translation>Der Server hat einen Teil dieser Datei ausgelassen.</translation>
    </message>
    <message>
        <source>The server&apos;s copy of a part of this file is damaged.</source>
        <translation>Die Kopie eines Teils dieser Datei auf dem Server ist beschädigt.</translation>
    </message>
    <message>
        <source>Ask the server&apos;s operator to run its check.</source>
        <translation>Bitten Sie den Betreiber des Servers, dessen Prüfung laufen zu lassen.</translation>
    </message>
    <message>
        <source>The server&apos;s reply is not whole.</source>
        <translation>Die Antwort des Servers ist unvollständig.</translation>
    </message>
    <message>
        <source>The file is too large for one commit.</source>
        <translation>Die Datei ist zu groß für eine Übertragung.</translation>
    </message>
    <message>
        <source>Split it.</source>
        <translation>Teilen Sie sie auf.</translation>
    </message>
    <message>
        <source>Something that is not synced is in the way.</source>
        <translation>Etwas, das nicht synchronisiert wird, ist im Weg.</translation>
    </message>
    <message>
        <source>A pipe, socket or device is in the way.</source>
        <translation>Eine Pipe, ein Socket oder ein Gerät ist im Weg.</translation>
    </message>
    <message>
        <source>Move it away.</source>
        <translation>Räumen Sie es weg.</translation>
    </message>
    <message>
        <source>What is in this folder would have paths of over 256 folders or 4,000 bytes.</source>
        <translation>Was in diesem Ordner ist, hätte Pfade von über 256 Ordnern oder 4.000 Byte.</translation>
    </message>
    <message>
        <source>Move it to a place further up, or give what is in it shorter names.</source>
        <translation>Verschieben Sie ihn weiter nach oben, oder geben Sie seinem Inhalt kürzere Namen.</translation>
    </message>
    <message>
        <source>The folder is unavailable: nothing was changed.</source>
        <translation>Der Ordner ist nicht verfügbar: Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The folder is unavailable: its marker is missing, nothing was changed.</source>
        <translation>Der Ordner ist nicht verfügbar: Seine Markierung fehlt, es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Mount it or put it back; or forget it with: tide unlink %1</source>
        <translation>Hängen Sie ihn ein oder legen Sie ihn zurück; oder vergessen Sie ihn mit: tide unlink %1</translation>
    </message>
    <message>
        <source>Mount or put back the folder; or unlink it and link it again.</source>
        <translation>Hängen Sie den Ordner ein oder legen Sie ihn zurück; oder lösen Sie ihn und verbinden Sie ihn neu.</translation>
    </message>
    <message>
        <source>The folder&apos;s marker cannot be read: nothing was changed.</source>
        <translation>Die Markierung des Ordners kann nicht gelesen werden: Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Unlink the folder and link it again.</source>
        <translation>Lösen Sie den Ordner und verbinden Sie ihn neu.</translation>
    </message>
    <message>
        <source>The folder belongs to another project.</source>
        <translation>Der Ordner gehört zu einem anderen Projekt.</translation>
    </message>
    <message>
        <source>Another Tideline syncs this folder.</source>
        <translation>Ein anderes Tideline synchronisiert diesen Ordner.</translation>
    </message>
    <message>
        <source>Stop it there, or use its profile.</source>
        <translation>Beenden Sie es dort, oder verwenden Sie dessen Profil.</translation>
    </message>
    <message>
        <source>Another disk is mounted here than before, or none: nothing below is looked at.</source>
        <translation>Hier ist ein anderer Datenträger eingehängt als vorher oder keiner: Nichts darunter wird angesehen.</translation>
    </message>
    <message>
        <source>The cloud does not know this project: it was deleted there, is not shared with you any more, or the server was put back to a time before it. Nothing was changed here.</source>
        <translation>Die Cloud kennt dieses Projekt nicht: Es wurde dort gelöscht, wird nicht mehr mit Ihnen geteilt, oder der Server wurde in die Zeit davor zurückversetzt. Hier wurde nichts geändert.</translation>
    </message>
    <message>
        <source>To begin anew with what is here: tide unlink %1, then tide create NAME --from %1</source>
        <translation>Um mit dem, was hier ist, neu zu beginnen: tide unlink %1, dann tide create NAME --from %1</translation>
    </message>
    <message>
        <source>The cloud was put back to an older state: both sides are united, nothing is deleted for it</source>
        <translation>Die Cloud wurde auf einen älteren Stand zurückversetzt: Beide Seiten werden vereinigt, dafür wird nichts gelöscht</translation>
    </message>
    <message>
        <source>The project&apos;s owner has no space left.</source>
        <translation>Der Besitzer des Projekts hat keinen Platz mehr.</translation>
    </message>
    <message>
        <source>The server has no space left.</source>
        <translation>Der Server hat keinen Platz mehr.</translation>
    </message>
    <message>
        <source>Others changed the same part of the project first.</source>
        <translation>Andere haben denselben Teil des Projekts zuerst geändert.</translation>
    </message>
    <message>
        <source>its turn comes</source>
        <translation>es kommt an die Reihe</translation>
    </message>
    <message>
        <source>the cloud cannot be reached</source>
        <translation>die Cloud ist nicht erreichbar</translation>
    </message>
    <message>
        <source>sign in first</source>
        <translation>melden Sie sich zuerst an</translation>
    </message>
    <message>
        <source>the last sync failed</source>
        <translation>die letzte Synchronisierung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>a program has it open for writing</source>
        <translation>ein Programm hat es zum Schreiben geöffnet</translation>
    </message>
    <message>
        <source>edited at this moment</source>
        <translation>wird in diesem Moment bearbeitet</translation>
    </message>
    <message>
        <source>edited since the last sync</source>
        <translation>seit der letzten Synchronisierung bearbeitet</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>not the same here and in the cloud; sync first</source>
        <translation>hier und in der Cloud nicht gleich; synchronisieren Sie zuerst</translation>
    </message>
    <message>
        <source>the cloud does not hold all of it</source>
        <translation>die Cloud hat nicht alles davon</translation>
    </message>
    <message>
        <source>moved or deleted since</source>
        <translation>seither verschoben oder gelöscht</translation>
    </message>
    <message>
        <source>something else stands there now</source>
        <translation>dort steht jetzt etwas anderes</translation>
    </message>
    <message>
        <source>edited since</source>
        <translation>seither bearbeitet</translation>
    </message>
    <message>
        <source>what it was is no longer in the trash</source>
        <translation>was es war, ist nicht mehr im Papierkorb</translation>
    </message>
    <message>
        <source>something new stands at its place</source>
        <translation>an seiner Stelle steht etwas Neues</translation>
    </message>
    <message>
        <source>it holds files that were made since</source>
        <translation>darin sind Dateien, die seither entstanden sind</translation>
    </message>
    <message>
        <source>There is nothing to undo: no sync has changed this folder lately.</source>
        <translation>Es gibt nichts rückgängig zu machen: Keine Synchronisierung hat diesen Ordner in letzter Zeit geändert.</translation>
    </message>
    <message>
        <source>Older versions come back with: tide restore PATH --revision N</source>
        <translation>Ältere Versionen kommen zurück mit: tide restore PATH --revision N</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>Den Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Make it first, or check its name.</source>
        <translation>Legen Sie ihn zuerst an, oder prüfen Sie seinen Namen.</translation>
    </message>
    <message>
        <source>This is not a folder.</source>
        <translation>Das ist kein Ordner.</translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation>Es ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Give the folder that shall be the project.</source>
        <translation>Geben Sie den Ordner an, der das Projekt sein soll.</translation>
    </message>
    <message>
        <source>Choose a folder that you may read and write.</source>
        <translation>Wählen Sie einen Ordner, den Sie lesen und beschreiben dürfen.</translation>
    </message>
    <message>
        <source>This folder cannot be a project: it holds Tideline&apos;s own files.</source>
        <translation>Dieser Ordner kann kein Projekt sein: Er enthält Tidelines eigene Dateien.</translation>
    </message>
    <message>
        <source>Choose a folder for the project alone.</source>
        <translation>Wählen Sie einen Ordner für das Projekt allein.</translation>
    </message>
    <message>
        <source>This folder is Tideline&apos;s own, inside a project.</source>
        <translation>Dieser Ordner in einem Projekt gehört Tideline selbst.</translation>
    </message>
    <message>
        <source>Unlink that one first, or choose another folder.</source>
        <translation>Lösen Sie zuerst jenes, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder is linked already, to the project %1.</source>
        <translation>Der Ordner ist schon verbunden, mit dem Projekt %1.</translation>
    </message>
    <message>
        <source>The folder is inside the project %1 (%2).</source>
        <translation>Der Ordner liegt im Projekt %1 (%2).</translation>
    </message>
    <message>
        <source>The project %1 (%2) is inside this folder.</source>
        <translation>Das Projekt %1 (%2) liegt in diesem Ordner.</translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation>Der Ordner ist nicht leer.</translation>
    </message>
    <message>
        <source>Choose an empty one; or unite its files with the project&apos;s: tide link DIR PROJECT</source>
        <translation>Wählen Sie einen leeren; oder vereinigen Sie seine Dateien mit denen des Projekts: tide link DIR PROJECT</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>Das ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>Choose another name for the folder.</source>
        <translation>Wählen Sie einen anderen Namen für den Ordner.</translation>
    </message>
    <message>
        <source>Replace the symbolic link by a folder.</source>
        <translation>Ersetzen Sie die symbolische Verknüpfung durch einen Ordner.</translation>
    </message>
    <message>
        <source>Check the permissions.</source>
        <translation>Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>Make the disk writable.</source>
        <translation>Machen Sie den Datenträger beschreibbar.</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Give it a name that this disk can hold.</source>
        <translation>Geben Sie ihm einen Namen, den dieser Datenträger fassen kann.</translation>
    </message>
    <message>
        <source>Close some programs: too many files are open.</source>
        <translation>Schließen Sie einige Programme: Es sind zu viele Dateien geöffnet.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and healthy.</source>
        <translation>Prüfen Sie, ob der Datenträger angeschlossen und in Ordnung ist.</translation>
    </message>
    <message>
        <source>The disk is almost full.</source>
        <translation>Der Datenträger ist fast voll.</translation>
    </message>
    <message>
        <source>There is something of this name already.</source>
        <translation>Etwas mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>Give a name that is free.</source>
        <translation>Geben Sie einen freien Namen an.</translation>
    </message>
    <message>
        <source>The file is there already.</source>
        <translation>Die Datei ist schon da.</translation>
    </message>
    <message>
        <source>The file cannot be made.</source>
        <translation>Die Datei kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Name another one.</source>
        <translation>Nennen Sie eine andere.</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Die Datei kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The file cannot be opened: %1.</source>
        <translation>Die Datei kann nicht geöffnet werden: %1.</translation>
    </message>
    <message>
        <source>The system gives no more file watchers.</source>
        <translation>Das System vergibt keine weiteren Dateiüberwachungen.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Sign in: tide login URL</source>
        <translation>Anmelden: tide login URL</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melden Sie sich wieder an.</translation>
    </message>
    <message>
        <source>Sign in again: tide login URL</source>
        <translation>Wieder anmelden: tide login URL</translation>
    </message>
    <message>
        <source>Sign in again: tide login %1</source>
        <translation>Wieder anmelden: tide login %1</translation>
    </message>
    <message>
        <source>This account is not signed in any more.</source>
        <translation>Dieses Konto ist nicht mehr angemeldet.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Der Benutzername oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This is not a token.</source>
        <translation>Das ist kein Token.</translation>
    </message>
    <message>
        <source>Copy it whole, without spaces.</source>
        <translation>Kopieren Sie es ganz, ohne Leerzeichen.</translation>
    </message>
    <message>
        <source>The server does not know this token.</source>
        <translation>Der Server kennt dieses Token nicht.</translation>
    </message>
    <message>
        <source>Make a new one on the server: tideline-server token create USER</source>
        <translation>Erstellen Sie auf dem Server ein neues: tideline-server token create USER</translation>
    </message>
    <message>
        <source>This token has expired.</source>
        <translation>Dieses Token ist abgelaufen.</translation>
    </message>
    <message>
        <source>This token is not valid.</source>
        <translation>Dieses Token ist nicht gültig.</translation>
    </message>
    <message>
        <source>Too many failed sign-ins.</source>
        <translation>Zu viele fehlgeschlagene Anmeldungen.</translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation>Versuchen Sie es nach einer Weile noch einmal.</translation>
    </message>
    <message>
        <source>Try again in %1 s.</source>
        <translation>Versuchen Sie es in %1 s noch einmal.</translation>
    </message>
    <message>
        <source>The sign-in was refused.</source>
        <translation>Die Anmeldung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The server refuses this sign-in (%1).</source>
        <translation>Der Server lehnt diese Anmeldung ab (%1).</translation>
    </message>
    <message>
        <source>The server refuses this sign-in: %1.</source>
        <translation>Der Server lehnt diese Anmeldung ab: %1.</translation>
    </message>
    <message>
        <source>Nobody answered in time.</source>
        <translation>Niemand hat rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Begin anew.</source>
        <translation>Beginnen Sie von Neuem.</translation>
    </message>
    <message>
        <source>This device is signed out: %1</source>
        <translation>Dieses Gerät ist abgemeldet: %1</translation>
    </message>
    <message>
        <source>The cloud does not accept the sign-in.</source>
        <translation>Die Cloud nimmt die Anmeldung nicht an.</translation>
    </message>
    <message>
        <source>The cloud no longer accepts the sign-in.</source>
        <translation>Die Cloud nimmt die Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s address.</source>
        <translation>Das ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
        <source>A server&apos;s address has no user, path or query.</source>
        <translation>Die Adresse eines Servers hat weder Benutzer noch Pfad noch Abfrage.</translation>
    </message>
    <message>
        <source>A server is reached by https.</source>
        <translation>Ein Server wird über https erreicht.</translation>
    </message>
    <message>
        <source>Clear HTTP would show the password and the files to the network.</source>
        <translation>Unverschlüsseltes HTTP würde dem Netz das Passwort und die Dateien zeigen.</translation>
    </message>
    <message>
        <source>Use https.</source>
        <translation>Verwenden Sie https.</translation>
    </message>
    <message>
        <source>There is no Tideline server at this address.</source>
        <translation>Unter dieser Adresse ist kein Tideline-Server.</translation>
    </message>
    <message>
        <source>Check the network and the address.</source>
        <translation>Prüfen Sie das Netz und die Adresse.</translation>
    </message>
    <message>
        <source>Check that the server runs and the network works.</source>
        <translation>Prüfen Sie, ob der Server läuft und das Netz funktioniert.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: no answer to the connection.</source>
        <translation>Die Cloud ist nicht erreichbar: keine Antwort auf die Verbindung.</translation>
    </message>
    <message>
        <source>The cloud&apos;s host name is not known.</source>
        <translation>Der Hostname der Cloud ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The proxy&apos;s host name is not known.</source>
        <translation>Der Hostname des Proxys ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The cloud stopped answering.</source>
        <translation>Die Cloud antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The cloud could not be reached.</source>
        <translation>Die Cloud war nicht erreichbar.</translation>
    </message>
    <message>
        <source>The connection to the cloud was lost in the middle.</source>
        <translation>Die Verbindung zur Cloud ging mittendrin verloren.</translation>
    </message>
    <message>
        <source>The cloud&apos;s certificate or encryption is not acceptable: %1.</source>
        <translation>Das Zertifikat oder die Verschlüsselung der Cloud ist nicht annehmbar: %1.</translation>
    </message>
    <message>
        <source>Check the clock and the server&apos;s certificate.</source>
        <translation>Prüfen Sie die Uhr und das Zertifikat des Servers.</translation>
    </message>
    <message>
        <source>Something between here and the cloud answered in its place.</source>
        <translation>Etwas zwischen hier und der Cloud hat an ihrer Stelle geantwortet.</translation>
    </message>
    <message>
        <source>Check the network: a sign-in page or a proxy may be in the way.</source>
        <translation>Prüfen Sie das Netz: Eine Anmeldeseite oder ein Proxy kann im Weg sein.</translation>
    </message>
    <message>
        <source>The proxy does not accept the user name or the password.</source>
        <translation>Der Proxy nimmt den Benutzernamen oder das Passwort nicht an.</translation>
    </message>
    <message>
        <source>This is not the address of a proxy.</source>
        <translation>Das ist nicht die Adresse eines Proxys.</translation>
    </message>
    <message>
        <source>The file of certificates cannot be used.</source>
        <translation>Die Datei mit Zertifikaten kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The file of certificates cannot be read.</source>
        <translation>Die Datei mit Zertifikaten kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no certificate in this file.</source>
        <translation>In dieser Datei ist kein Zertifikat.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>Der Server antwortet nicht.</translation>
    </message>
    <message>
        <source>The connection went silent.</source>
        <translation>Die Verbindung verstummte.</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>Der Server hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The cloud speaks another version of the protocol.</source>
        <translation>Die Cloud spricht eine andere Version des Protokolls.</translation>
    </message>
    <message>
        <source>Update Tideline.</source>
        <translation>Aktualisieren Sie Tideline.</translation>
    </message>
    <message>
        <source>Update Tideline here or on the server.</source>
        <translation>Aktualisieren Sie Tideline hier oder auf dem Server.</translation>
    </message>
    <message>
        <source>Push is interrupted: %1</source>
        <translation>Die Benachrichtigung durch den Server ist unterbrochen: %1</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring does not give the secret out.</source>
        <translation>Der Schlüsselbund des Desktops gibt das Geheimnis nicht heraus.</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring is locked, or not there.</source>
        <translation>Der Schlüsselbund des Desktops ist gesperrt oder nicht da.</translation>
    </message>
    <message>
        <source>The sign-in is in the desktop&apos;s key ring, which cannot be reached from here.</source>
        <translation>Die Anmeldung liegt im Schlüsselbund des Desktops, der von hier nicht erreichbar ist.</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring has lost the sign-in.</source>
        <translation>Der Schlüsselbund des Desktops hat die Anmeldung verloren.</translation>
    </message>
    <message>
        <source>Unlock it.</source>
        <translation>Entsperren Sie ihn.</translation>
    </message>
    <message>
        <source>Another server than before answers at this address; the projects here are not its own. Nothing was changed.</source>
        <translation>Unter dieser Adresse antwortet ein anderer Server als vorher; die Projekte hier sind nicht seine. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>This profile has projects of another server, %1.</source>
        <translation>Dieses Profil hat Projekte eines anderen Servers, %1.</translation>
    </message>
    <message>
        <source>This profile has projects of another account, %1.</source>
        <translation>Dieses Profil hat Projekte eines anderen Kontos, %1.</translation>
    </message>
    <message>
        <source>Unlink them first, or use another profile (--profile DIR).</source>
        <translation>Lösen Sie diese zuerst, oder verwenden Sie ein anderes Profil (--profile DIR).</translation>
    </message>
    <message>
        <source>The server could not do this now.</source>
        <translation>Der Server konnte das jetzt nicht tun.</translation>
    </message>
    <message>
        <source>Too many requests.</source>
        <translation>Zu viele Anfragen.</translation>
    </message>
    <message>
        <source>There is no such project.</source>
        <translation>Dieses Projekt gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such project, or you may not find it.</source>
        <translation>Dieses Projekt gibt es nicht, oder Sie dürfen es nicht finden.</translation>
    </message>
    <message>
        <source>This project is not in the cloud.</source>
        <translation>Dieses Projekt ist nicht in der Cloud.</translation>
    </message>
    <message>
        <source>This project is not on this device any more.</source>
        <translation>Dieses Projekt ist nicht mehr auf diesem Gerät.</translation>
    </message>
    <message>
        <source>You have a project of this name already.</source>
        <translation>Sie haben schon ein Projekt mit diesem Namen.</translation>
    </message>
    <message>
        <source>Choose another name; or join a folder with that one: tide link DIR PROJECT</source>
        <translation>Wählen Sie einen anderen Namen; oder verbinden Sie einen Ordner mit jenem: tide link DIR PROJECT</translation>
    </message>
    <message>
        <source>The project is on this disk already.</source>
        <translation>Das Projekt ist schon auf diesem Datenträger.</translation>
    </message>
    <message>
        <source>You may see this project&apos;s name, not its files.</source>
        <translation>Sie dürfen den Namen dieses Projekts sehen, nicht seine Dateien.</translation>
    </message>
    <message>
        <source>Ask its owner for the right to read.</source>
        <translation>Bitten Sie seinen Besitzer um das Leserecht.</translation>
    </message>
    <message>
        <source>Your role in this project does not allow this.</source>
        <translation>Ihre Rolle in diesem Projekt erlaubt das nicht.</translation>
    </message>
    <message>
        <source>Ask one of its owners.</source>
        <translation>Fragen Sie einen seiner Besitzer.</translation>
    </message>
    <message>
        <source>There is no user of this name.</source>
        <translation>Einen Benutzer dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source>This user is no member.</source>
        <translation>Dieser Benutzer ist kein Mitglied.</translation>
    </message>
    <message>
        <source>A project keeps at least one owner.</source>
        <translation>Ein Projekt behält mindestens einen Besitzer.</translation>
    </message>
    <message>
        <source>Make another member owner first.</source>
        <translation>Machen Sie zuerst ein anderes Mitglied zum Besitzer.</translation>
    </message>
    <message>
        <source>There is no such invitation.</source>
        <translation>Diese Einladung gibt es nicht.</translation>
    </message>
    <message>
        <source>This invitation is not good, or not any more.</source>
        <translation>Diese Einladung gilt nicht oder nicht mehr.</translation>
    </message>
    <message>
        <source>There is no such snapshot.</source>
        <translation>Diesen benannten Stand gibt es nicht.</translation>
    </message>
    <message>
        <source>There is a snapshot of this name already.</source>
        <translation>Einen Stand mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>A snapshot needs a name that a file could have.</source>
        <translation>Ein Stand braucht einen Namen, den eine Datei haben könnte.</translation>
    </message>
    <message>
        <source>Not everything that is saved here is in the cloud yet.</source>
        <translation>Noch nicht alles, was hier gespeichert ist, ist in der Cloud.</translation>
    </message>
    <message>
        <source>There is no such revision.</source>
        <translation>Diese Revision gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such file at this revision.</source>
        <translation>In dieser Revision gibt es diese Datei nicht.</translation>
    </message>
    <message>
        <source>This version of the file is not kept any more.</source>
        <translation>Diese Version der Datei wird nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>There is no such file in the project.</source>
        <translation>Diese Datei gibt es im Projekt nicht.</translation>
    </message>
    <message>
        <source>There is no such file in the cloud.</source>
        <translation>Diese Datei gibt es in der Cloud nicht.</translation>
    </message>
    <message>
        <source>There is no conflict about this file.</source>
        <translation>Um diese Datei gibt es keinen Konflikt.</translation>
    </message>
    <message>
        <source>The merged file is too large.</source>
        <translation>Die zusammengeführte Datei ist zu groß.</translation>
    </message>
    <message>
        <source>There is no such entry in the trash.</source>
        <translation>Diesen Eintrag gibt es im Papierkorb nicht.</translation>
    </message>
    <message>
        <source>Nothing can be restored to this place.</source>
        <translation>An diesen Ort kann nichts wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Only everything together can be paused for a time.</source>
        <translation>Auf Zeit angehalten werden kann nur alles zusammen.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
    <message>
        <source>This setting does not take this value.</source>
        <translation>Diese Einstellung nimmt diesen Wert nicht an.</translation>
    </message>
    <message>
        <source>The project store is sound.</source>
        <translation>Der Speicher der Projekte ist in Ordnung.</translation>
    </message>
    <message>
        <source>%1 answers, and knows %2.</source>
        <translation>%1 antwortet und kennt %2.</translation>
    </message>
    <message>
        <source>The process that owns the engine has ended.</source>
        <translation>Der Prozess, dem die Engine gehört, hat sich beendet.</translation>
    </message>
    <message>
        <source>Another process (pid %1) owns this profile&apos;s engine.</source>
        <translation>Ein anderer Prozess (PID %1) besitzt die Engine dieses Profils.</translation>
    </message>
    <message>
        <source>Another process owns this profile&apos;s engine.</source>
        <translation>Ein anderer Prozess besitzt die Engine dieses Profils.</translation>
    </message>
    <message>
        <source>This profile belongs to another user.</source>
        <translation>Dieses Profil gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>This profile is in use by another user.</source>
        <translation>Dieses Profil wird von einem anderen Benutzer verwendet.</translation>
    </message>
    <message>
        <source>There is no space left for the store.</source>
        <translation>Für den Speicher ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>The store is locked by another program.</source>
        <translation>Der Speicher ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>The store is damaged or is not a store.</source>
        <translation>Der Speicher ist beschädigt oder keiner.</translation>
    </message>
    <message>
        <source>The store could not be read or written.</source>
        <translation>Der Speicher konnte nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>This store was written by a newer version of Tideline.</source>
        <translation>Dieser Speicher wurde von einer neueren Version von Tideline geschrieben.</translation>
    </message>
    <message>
        <source>This file could not be shown: the program that looks into it ended.</source>
        <translation>Diese Datei konnte nicht gezeigt werden: Das Programm, das hineinsieht, hat sich beendet.</translation>
    </message>
    <message>
        <source>Open it with its own program.</source>
        <translation>Öffnen Sie sie mit ihrem eigenen Programm.</translation>
    </message>
    <message>
        <source>Open the file with its own program.</source>
        <translation>Öffnen Sie die Datei mit ihrem eigenen Programm.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The preview was stopped.</source>
        <translation>Die Vorschau wurde angehalten.</translation>
    </message>
    <message>
        <source>The program that looks into this file has said nothing for %1 s, so it was ended.</source>
        <translation>Das Programm, das in diese Datei sieht, hat %1 s lang nichts gesagt und wurde beendet.</translation>
    </message>
    <message>
        <source>This file takes longer than %1 s to be looked into, so that was ended.</source>
        <translation>In diese Datei zu sehen dauert länger als %1 s; das wurde beendet.</translation>
    </message>
    <message>
        <source>This file needs more than %1 MB of memory to be shown.</source>
        <translation>Diese Datei braucht mehr als %1 MB Arbeitsspeicher, um gezeigt zu werden.</translation>
    </message>
    <message>
        <source>Download it to look at it.</source>
        <translation>Laden Sie sie herunter, um sie anzusehen.</translation>
    </message>
    <message>
        <source>The file is too large to be looked into from here.</source>
        <translation>Die Datei ist zu groß, um von hier aus hineinzusehen.</translation>
    </message>
    <message>
        <source>The file in the cloud is another by now.</source>
        <translation>Die Datei in der Cloud ist inzwischen eine andere.</translation>
    </message>
    <message>
        <source>The file was changed while it was looked at.</source>
        <translation>Die Datei wurde geändert, während sie angesehen wurde.</translation>
    </message>
    <message>
        <source>The engine is not reached yet.</source>
        <translation>Die Engine ist noch nicht erreicht.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Es ist nicht genug Arbeitsspeicher da.</translation>
    </message>
    <message>
        <source>The document is protected by a password.</source>
        <translation>Das Dokument ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>This is no image of a known format.</source>
        <translation>Das ist kein Bild in einem bekannten Format.</translation>
    </message>
    <message>
        <source>This is no archive of a known kind.</source>
        <translation>Das ist kein Archiv einer bekannten Art.</translation>
    </message>
    <message>
        <source>The file is cut off or damaged. What could be decoded is shown.</source>
        <translation>Die Datei ist abgeschnitten oder beschädigt. Gezeigt wird, was entschlüsselt werden konnte.</translation>
    </message>
    <message>
        <source>Not all rows that differ are listed; all are counted.</source>
        <translation>Nicht alle abweichenden Zeilen sind aufgelistet; gezählt sind alle.</translation>
    </message>
    <message>
        <source>The texts read the same: only line ends, the charset or its mark differ.</source>
        <translation>Die Texte lesen sich gleich: Nur Zeilenenden, Zeichensatz oder dessen Marke sind anders.</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>Es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>It is no text.</source>
        <translation>Es ist kein Text.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Row groups</source>
        <translation>Zeilengruppen</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Notebook format</source>
        <translation>Notebook-Format</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Line end</source>
        <translation>Zeilenende</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Zuletzt ausgeführt</translation>
    </message>
    <message>
        <source>Last modified</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language version</source>
        <translation>Version der Sprache</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Format version</source>
        <translation>Version des Formats</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Komprimierung</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Colour space</source>
        <translation>Farbraum</translation>
    </message>
    <message>
        <source>Charset</source>
        <translation>Zeichensatz</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>Arrays</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>Unpacked size</source>
        <translation>Größe entpackt</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>erste Zeile</translation>
    </message>
    <message>
        <source>Jupyter notebook</source>
        <translation>Jupyter-Notebook</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF-Dokument</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG-Zeichnung</translation>
    </message>
    <message>
        <source>Compressed file</source>
        <translation>Komprimierte Datei</translation>
    </message>
    <message>
        <source>Rows changed</source>
        <translation>Zeilen geändert</translation>
    </message>
    <message>
        <source>Rows added</source>
        <translation>Zeilen hinzugefügt</translation>
    </message>
    <message>
        <source>Rows removed</source>
        <translation>Zeilen entfernt</translation>
    </message>
    <message>
        <source>Rows equal</source>
        <translation>Zeilen gleich</translation>
    </message>
    <message>
        <source>Rows changed by both</source>
        <translation>Zeilen von beiden geändert</translation>
    </message>
    <message>
        <source>Lines added</source>
        <translation>Zeilen hinzugefügt</translation>
    </message>
    <message>
        <source>Lines removed</source>
        <translation>Zeilen entfernt</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>Im Konflikt</translation>
    </message>
    <message>
        <source>Cells changed</source>
        <translation>Zellen geändert</translation>
    </message>
    <message>
        <source>Cells added</source>
        <translation>Zellen hinzugefügt</translation>
    </message>
    <message>
        <source>Cells removed</source>
        <translation>Zellen entfernt</translation>
    </message>
    <message>
        <source>Cells changed by me</source>
        <translation>Von mir geänderte Zellen</translation>
    </message>
    <message>
        <source>Cells changed by them</source>
        <translation>Von den anderen geänderte Zellen</translation>
    </message>
    <message>
        <source>Cells changed alike</source>
        <translation>Gleich geänderte Zellen</translation>
    </message>
    <message>
        <source>Cells in conflict</source>
        <translation>Zellen im Konflikt</translation>
    </message>
    <message>
        <source>Pixels that differ</source>
        <translation>Andere Pixel</translation>
    </message>
    <message>
        <source>Size before</source>
        <translation>Größe vorher</translation>
    </message>
    <message>
        <source>Size after</source>
        <translation>Größe nachher</translation>
    </message>
    <message>
        <source>Only the first %1 entries can be shown.</source>
        <translation>Nur die ersten %1 Einträge können gezeigt werden.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 columns are shown.</source>
        <translation>Nur die ersten %1 von %2 Spalten werden gezeigt.</translation>
    </message>
    <message>
        <source>The file is large: rows that were not counted yet are found near where they should be.</source>
        <translation>Die Datei ist groß: Noch nicht gezählte Zeilen findet man in der Nähe ihres Platzes.</translation>
    </message>
    <message>
        <source>The file is in the cloud and is not read whole: the number of rows is an estimate, rows far down are found near where they should be, and statistics and search are of a part.</source>
        <translation>Die Datei ist in der Cloud und wird nicht ganz gelesen: Die Zahl der Zeilen ist geschätzt, weit unten liegende findet man in der Nähe ihres Platzes, und Kennzahlen und Suche betreffen einen Teil.</translation>
    </message>
    <message>
        <source>Characters in it change the direction of text, so it may not run as it reads.</source>
        <translation>Zeichen darin ändern die Schreibrichtung; es läuft vielleicht nicht, wie es sich liest.</translation>
    </message>
    <message>
        <source>Only the beginning is shown: the file is too long to be rendered whole.</source>
        <translation>Nur der Anfang wird gezeigt: Die Datei ist zu lang, um sie ganz darzustellen.</translation>
    </message>
    <message>
        <source>Only the first %1 cells are shown.</source>
        <translation>Nur die ersten %1 Zellen werden gezeigt.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 pages can be shown.</source>
        <translation>Nur die ersten %1 von %2 Seiten können gezeigt werden.</translation>
    </message>
    <message>
        <source>Some rows have more fields than the table has columns; what is beyond is left out.</source>
        <translation>Einige Zeilen haben mehr Felder, als die Tabelle Spalten hat; was darüber hinausgeht, bleibt weg.</translation>
    </message>
    <message>
        <source>The file is cut short: it has fewer values than its header promises.</source>
        <translation>Die Datei ist gekürzt: Sie hat weniger Werte, als ihr Kopf verspricht.</translation>
    </message>
    <message>
        <source>Rows are not known by “%1”: not all versions have the column with a different value in each row.</source>
        <translation>Zeilen lassen sich an „%1“ nicht erkennen: Nicht alle Versionen haben die Spalte mit einem anderen Wert in jeder Zeile.</translation>
    </message>
    <message>
        <source>Compare the two, then: tide resolve PATH --keep mine|theirs|both</source>
        <translation>Vergleichen Sie die beiden, dann: tide resolve PATH --keep mine|theirs|both</translation>
    </message>
    <message>
        <source>Write it like http://proxy.example:3128 or socks5://proxy.example:1080.</source>
        <translation>Schreiben Sie sie wie http://proxy.example:3128 oder socks5://proxy.example:1080.</translation>
    </message>
    <message>
        <source>Cannot %1: %2.</source>
        <translation>Nicht möglich: %1 (%2).</translation>
    </message>
    <message>
        <source>put the new version into its place</source>
        <translation>die neue Version an ihre Stelle setzen</translation>
    </message>
    <message>
        <source>take the old version away</source>
        <translation>die alte Version wegnehmen</translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>open the folder</source>
        <translation>den Ordner öffnen</translation>
    </message>
    <message>
        <source>look at the entry</source>
        <translation>den Eintrag ansehen</translation>
    </message>
    <message>
        <source>read the folder</source>
        <translation>den Ordner lesen</translation>
    </message>
    <message>
        <source>open the file</source>
        <translation>die Datei öffnen</translation>
    </message>
    <message>
        <source>create the file</source>
        <translation>die Datei anlegen</translation>
    </message>
    <message>
        <source>create the folder</source>
        <translation>den Ordner anlegen</translation>
    </message>
    <message>
        <source>remove the file</source>
        <translation>die Datei entfernen</translation>
    </message>
    <message>
        <source>remove the folder</source>
        <translation>den Ordner entfernen</translation>
    </message>
    <message>
        <source>make the file durable</source>
        <translation>die Datei dauerhaft speichern</translation>
    </message>
    <message>
        <source>make the folder durable</source>
        <translation>den Ordner dauerhaft speichern</translation>
    </message>
    <message>
        <source>look at the file</source>
        <translation>die Datei ansehen</translation>
    </message>
    <message>
        <source>read the file</source>
        <translation>die Datei lesen</translation>
    </message>
    <message>
        <source>write the file</source>
        <translation>die Datei schreiben</translation>
    </message>
    <message>
        <source>Check the address, and its port.</source>
        <translation>Prüfen Sie die Adresse und ihren Port.</translation>
    </message>
    <message>
        <source>What answers at this address does not speak HTTP.</source>
        <translation>Was unter dieser Adresse antwortet, spricht kein HTTP.</translation>
    </message>
    <message>
        <source>What answers at this address is no Tideline server.</source>
        <translation>Was unter dieser Adresse antwortet, ist kein Tideline-Server.</translation>
    </message>
    <message>
        <source>A web page answers at this address, not a Tideline server.</source>
        <translation>Unter dieser Adresse antwortet eine Webseite, kein Tideline-Server.</translation>
    </message>
    <message>
        <source>Check the address; a sign-in page of the network may also be in the way.</source>
        <translation>Prüfen Sie die Adresse; auch eine Anmeldeseite des Netzes kann im Weg sein.</translation>
    </message>
    <message>
        <source>The server is too new: it speaks protocol v%1, and this program v1.</source>
        <translation>Der Server ist zu neu: Er spricht Protokoll v%1, dieses Programm v1.</translation>
    </message>
    <message>
        <source>The server is too old: it speaks protocol v%1, and this program v1.</source>
        <translation>Der Server ist zu alt: Er spricht Protokoll v%1, dieses Programm v1.</translation>
    </message>
    <message>
        <source>Update Tideline on this computer.</source>
        <translation>Aktualisieren Sie Tideline auf diesem Computer.</translation>
    </message>
    <message>
        <source>Ask whoever runs the server to update it.</source>
        <translation>Bitten Sie den Betreiber des Servers, ihn zu aktualisieren.</translation>
    </message>
    <message>
        <source>What is looked for are words, of at most %1 characters.</source>
        <translation>Gesucht wird nach Wörtern, mit höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>This computer&apos;s certificate cannot be used.</source>
        <translation>Das Zertifikat dieses Computers kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The cloud asks for a certificate of this computer, or does not take the one that it was shown.</source>
        <translation>Die Cloud verlangt ein Zertifikat dieses Computers oder nimmt das gezeigte nicht an.</translation>
    </message>
    <message>
        <source>There is no private key in this file that opens without a passphrase.</source>
        <translation>In dieser Datei ist kein privater Schlüssel, der sich ohne Passwort öffnen lässt.</translation>
    </message>
    <message>
        <source>Give one that it takes, with its key, as a PEM file: tide config set client_cert FILE</source>
        <translation>Gib eines an, das sie annimmt, mit seinem Schlüssel, als PEM-Datei: tide config set client_cert DATEI</translation>
    </message>
    <message>
        <source>Check it: tide config get client_cert</source>
        <translation>Prüfe es: tide config get client_cert</translation>
    </message>
    <message>
        <source>Put the certificate and its key into one PEM file; openssl pkey -in KEY takes a passphrase off.</source>
        <translation>Lege Zertifikat und Schlüssel in eine PEM-Datei; openssl pkey -in SCHLÜSSEL nimmt ein Passwort weg.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are left out: you stopped them</source>
        <translation>
            <numerusform>%Ln Datei ausgelassen: Sie haben sie angehalten</numerusform>
            <numerusform>%Ln Dateien ausgelassen: Sie haben sie angehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting: this network is metered</source>
        <translation>Wartet: Dieses Netz ist getaktet</translation>
    </message>
    <message>
        <source>You stopped this file.</source>
        <translation>Sie haben diese Datei angehalten.</translation>
    </message>
    <message>
        <source>It is taken again with its next edit, or with: tide sync</source>
        <translation>Mit der nächsten Änderung geht es mit ihr weiter, oder mit: tide sync</translation>
    </message>
    <message>
        <source>This is a folder; files are stopped one by one.</source>
        <translation>Das ist ein Ordner; angehalten werden einzelne Dateien.</translation>
    </message>
    <message>
        <source>To stop all of it: tide pause %1</source>
        <translation>Um alles anzuhalten: tide pause %1</translation>
    </message>
    <message>
        <source>This file is not on its way yet: it is still being read.</source>
        <translation>Diese Datei ist noch nicht unterwegs: Sie wird noch gelesen.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>No sync of this project is on its way.</source>
        <translation>Dieses Projekt wird gerade nicht synchronisiert.</translation>
    </message>
    <message>
        <source>See what is with: tide queue</source>
        <translation>Was gerade läuft, zeigt: tide queue</translation>
    </message>
    <message>
        <source>The server does not know what this program asks of it: one of the two is older.</source>
        <translation>Der Server kennt nicht, worum dieses Programm ihn bittet: Einer von beiden ist älter.</translation>
    </message>
    <message>
        <source>There is no such link, or it was revoked.</source>
        <translation>Diesen Link gibt es nicht, oder er wurde widerrufen.</translation>
    </message>
    <message>
        <source>This is not in the cloud yet.</source>
        <translation>Das ist noch nicht in der Cloud.</translation>
    </message>
    <message>
        <source>A link leads to what the cloud has. Sync it first: tide sync</source>
        <translation>Ein Link führt zu dem, was die Cloud hat. Synchronisieren Sie es zuerst: tide sync</translation>
    </message>
    <message>
        <source>There is nothing at this path in the cloud.</source>
        <translation>Unter diesem Pfad ist in der Cloud nichts.</translation>
    </message>
    <message>
        <source>A link ends within a year from now.</source>
        <translation>Ein Link endet innerhalb eines Jahres von jetzt an.</translation>
    </message>
    <message>
        <source>A link leads to a project, a folder or a file.</source>
        <translation>Ein Link führt zu einem Projekt, einem Ordner oder einer Datei.</translation>
    </message>
    <message>
        <source>A project has at most 1,000 links.</source>
        <translation>Ein Projekt hat höchstens 1.000 Links.</translation>
    </message>
    <message>
        <source>Revoke those that are not needed.</source>
        <translation>Widerrufen Sie die, die nicht gebraucht werden.</translation>
    </message>
    <message>
        <source>Too many links with a password.</source>
        <translation>Zu viele Links mit einem Passwort.</translation>
    </message>
    <message>
        <source>No file of settings carries this one: it is %1.</source>
        <translation>In keiner Einstellungsdatei steht diese: Sie ist %1.</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>ein Geheimnis</translation>
    </message>
    <message>
        <source>a sign-in</source>
        <translation>eine Anmeldung</translation>
    </message>
    <message>
        <source>a path of this computer</source>
        <translation>ein Pfad dieses Computers</translation>
    </message>
    <message>
        <source>the name of this computer</source>
        <translation>der Name dieses Computers</translation>
    </message>
    <message>
        <source>what this computer does now</source>
        <translation>was dieser Computer gerade tut</translation>
    </message>
    <message>
        <source>where this computer keeps the sign-in</source>
        <translation>der Ort, an dem dieser Computer die Anmeldung aufbewahrt</translation>
    </message>
    <message>
        <source>Take it out of the file, and set it by: tide config set</source>
        <translation>Nehmen Sie sie aus der Datei, und setzen Sie sie mit: tide config set</translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation>Geben Sie eine ganze Zahl an.</translation>
    </message>
    <message>
        <source>Give a text, between quotation marks.</source>
        <translation>Geben Sie einen Text in Anführungszeichen an.</translation>
    </message>
    <message>
        <source>The file is not JSON: %1.</source>
        <translation>Die Datei ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>This is not a file of Tideline&apos;s settings.</source>
        <translation>Das ist keine Datei mit Einstellungen von Tideline.</translation>
    </message>
    <message>
        <source>This file of settings is of a newer Tideline.</source>
        <translation>Diese Einstellungsdatei ist von einem neueren Tideline.</translation>
    </message>
    <message>
        <source>This file of settings has no version.</source>
        <translation>Diese Einstellungsdatei hat keine Version.</translation>
    </message>
    <message>
        <source>This file of settings has a part that Tideline does not know: %1.</source>
        <translation>Diese Einstellungsdatei hat einen Teil, den Tideline nicht kennt: %1.</translation>
    </message>
    <message>
        <source>Write one by: tide config export FILE</source>
        <translation>Schreiben Sie eine mit: tide config export DATEI</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Die Datei konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Set by your administrator (%1).</source>
        <translation>Von Ihrer Administration festgelegt (%1).</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer.</source>
        <translation>Fragen Sie, wer diesen Computer betreut.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer. What is right in it holds.</source>
        <translation>Fragen Sie, wer diesen Computer betreut. Was darin richtig ist, gilt.</translation>
    </message>
    <message>
        <source>set by the administrator of this computer</source>
        <translation>von der Administration dieses Computers festgelegt</translation>
    </message>
    <message>
        <source>Your administrator (%1) allows other servers only: %2</source>
        <translation>Ihre Administration (%1) erlaubt nur andere Server: %2</translation>
    </message>
    <message>
        <source>Sign in to one of them.</source>
        <translation>Melden Sie sich bei einem davon an.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 has mistakes: %2</source>
        <translation>Die Datei der Administration %1 hat Fehler: %2</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Sie ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It is not JSON: %1, byte %2.</source>
        <translation>Sie ist kein JSON: %1, Byte %2.</translation>
    </message>
    <message>
        <source>It has no “version”: %1, which is all that this Tideline knows.</source>
        <translation>Sie hat kein „version“: %1, und nur das kennt dieses Tideline.</translation>
    </message>
    <message>
        <source>A policy cannot give this setting.</source>
        <translation>Eine Richtlinie kann diese Einstellung nicht festlegen.</translation>
    </message>
    <message>
        <source>%1 is not known.</source>
        <translation>%1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>“settings” is no object.</source>
        <translation>„settings“ ist kein Objekt.</translation>
    </message>
    <message>
        <source>“servers” is no list.</source>
        <translation>„servers“ ist keine Liste.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 is sound.</source>
        <translation>Die Datei der Administration %1 ist in Ordnung.</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Von Ihnen geändert</translation>
    </message>
    <message>
        <source>Changed in the cloud</source>
        <translation>In der Cloud geändert</translation>
    </message>
    <message>
        <source>Changed alike by both</source>
        <translation>Auf beiden Seiten gleich geändert</translation>
    </message>
</context>
<context>
    <name>FileFacts</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>Verknüpfung mit %1</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The file could not be read.</source>
        <translation>Die Datei konnte nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>FileOperations</name>
    <message>
        <source>It could not be copied.</source>
        <translation>Das Kopieren ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The copying was stopped.</source>
        <translation>Das Kopieren wurde angehalten.</translation>
    </message>
    <message>
        <source>Only files, folders and links can be copied.</source>
        <translation>Nur Dateien, Ordner und Verknüpfungen können kopiert werden.</translation>
    </message>
    <message>
        <source>A name in this folder is no text, and cannot be copied.</source>
        <translation>Ein Name in diesem Ordner ist kein Text und kann nicht kopiert werden.</translation>
    </message>
    <message>
        <source>Give it another name first.</source>
        <translation>Geben Sie ihm zuerst einen anderen Namen.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Something else is there now; it was left alone.</source>
        <translation>Dort liegt jetzt etwas anderes; es wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>A folder cannot be put into itself.</source>
        <translation>Ein Ordner kann nicht in sich selbst gelegt werden.</translation>
    </message>
    <message>
        <source>A project is in this folder; it cannot be moved to another disk.</source>
        <translation>In diesem Ordner liegt ein Projekt; er kann nicht auf einen anderen Datenträger verschoben werden.</translation>
    </message>
    <message>
        <source>Stop syncing it first, or copy it.</source>
        <translation>Beenden Sie zuerst die Synchronisierung, oder kopieren Sie ihn.</translation>
    </message>
    <message>
        <source>The folder that it was in is gone.</source>
        <translation>Den Ordner, in dem es lag, gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Make the folder again, then undo.</source>
        <translation>Legen Sie den Ordner wieder an und machen Sie es dann rückgängig.</translation>
    </message>
    <message>
        <source>It could not be moved back.</source>
        <translation>Es konnte nicht zurückverschoben werden.</translation>
    </message>
    <message>
        <source>The name is taken.</source>
        <translation>Der Name ist vergeben.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>It could not be renamed.</source>
        <translation>Das Umbenennen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The folder could not be made.</source>
        <translation>Der Ordner konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Look whether you may write there.</source>
        <translation>Prüfen Sie, ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>The file could not be made.</source>
        <translation>Die Datei konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Die Datei konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The desktop has no trash on this disk; nothing was deleted.</source>
        <translation>Der Desktop hat auf diesem Datenträger keinen Papierkorb; es wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Delete it with a file manager if you are sure.</source>
        <translation>Löschen Sie es mit einem Dateimanager, wenn Sie sicher sind.</translation>
    </message>
    <message>
        <source>This folder is a project of its own, and cannot be moved into another.</source>
        <translation>Dieser Ordner ist ein eigenes Projekt und kann nicht in ein anderes verschoben werden.</translation>
    </message>
    <message>
        <source>It could not be moved.</source>
        <translation>Das Verschieben ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>It was copied; the original could not be put into the trash, and stays.</source>
        <translation>Es wurde kopiert; das Original konnte nicht in den Papierkorb gelegt werden und bleibt.</translation>
    </message>
    <message>
        <source>The permissions could not be changed.</source>
        <translation>Die Zugriffsrechte konnten nicht geändert werden.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Es wurde angehalten.</translation>
    </message>
    <message>
        <source>It could not be read.</source>
        <translation>Es konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Only files, folders and links can be packed.</source>
        <translation>Nur Dateien, Ordner und Verknüpfungen können gepackt werden.</translation>
    </message>
    <message>
        <source>The archive could not be written.</source>
        <translation>Das Archiv konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>It changed while it was packed.</source>
        <translation>Es hat sich beim Packen geändert.</translation>
    </message>
    <message>
        <source>Do it again.</source>
        <translation>Tun Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The archive is protected by a password.</source>
        <translation>Das Archiv ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>Unpack it with another program.</source>
        <translation>Entpacken Sie es mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>The archive could not be read to its end.</source>
        <translation>Das Archiv konnte nicht bis zum Ende gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing was unpacked.</source>
        <translation>Es wurde nichts entpackt.</translation>
    </message>
    <message>
        <source>A name in the archive leads out of the folder, or is no text.</source>
        <translation>Ein Name im Archiv führt aus dem Ordner hinaus oder ist kein Text.</translation>
    </message>
    <message>
        <source>A name in the archive cannot be used here.</source>
        <translation>Ein Name im Archiv kann hier nicht verwendet werden.</translation>
    </message>
    <message>
        <source>It could not be unpacked.</source>
        <translation>Das Entpacken ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Two entries of the archive have one name.</source>
        <translation>Zwei Einträge des Archivs haben denselben Namen.</translation>
    </message>
    <message>
        <source>The archive holds more than fits on this disk.</source>
        <translation>Das Archiv enthält mehr, als auf diesen Datenträger passt.</translation>
    </message>
    <message>
        <source>What was made could not be named.</source>
        <translation>Für das Ergebnis fand sich kein Name.</translation>
    </message>
    <message>
        <source>Archives of this kind cannot be made.</source>
        <translation>Archive dieser Art können nicht erstellt werden.</translation>
    </message>
    <message>
        <source>Give it a name that ends in one of these: %1.</source>
        <translation>Geben Sie ihm einen Namen, der auf eines davon endet: %1.</translation>
    </message>
    <message>
        <source>A second name in the archive is of no file that came before it.</source>
        <translation>Ein zweiter Name im Archiv gehört zu keiner Datei, die vor ihm kam.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are in the cloud alone; nothing was made.</source>
        <translation>
            <numerusform>%Ln Eintrag ist nur in der Cloud; es wurde nichts erstellt.</numerusform>
            <numerusform>%Ln Einträge sind nur in der Cloud; es wurde nichts erstellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it on this computer first.</source>
        <translation>Behalten Sie es zuerst auf diesem Computer.</translation>
    </message>
    <message>
        <source>Looking whether all of it is on this computer…</source>
        <translation>Es wird nachgesehen, ob alles davon auf diesem Computer ist …</translation>
    </message>
</context>
<context>
    <name>FileTemplates</name>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
</context>
<context>
    <name>GuardDialog</name>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Delete here</source>
        <translation>Hier löschen</translation>
    </message>
    <message>
        <source>Delete in the cloud</source>
        <translation>In der Cloud löschen</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Hier verschieben</translation>
    </message>
    <message>
        <source>Move in the cloud</source>
        <translation>In der Cloud verschieben</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
</context>
<context>
    <name>IgnorePresets</name>
    <message>
        <source>Python: build folders and caches of test tools</source>
        <translation>Python: Build-Ordner und Caches von Testwerkzeugen</translation>
    </message>
    <message>
        <source>R: history, session data, packages of renv</source>
        <translation>R: Verlauf, Sitzungsdaten, Pakete von renv</translation>
    </message>
    <message>
        <source>LaTeX: what a run leaves beside the text</source>
        <translation>LaTeX: was ein Lauf neben dem Text hinterlässt</translation>
    </message>
    <message>
        <source>Training runs: checkpoints and logs</source>
        <translation>Trainingsläufe: Checkpoints und Protokolle</translation>
    </message>
</context>
<context>
    <name>MergeChoice</name>
    <message>
        <source>&lt;&lt;&lt;&lt;&lt;&lt;&lt; yours</source>
        <translation>&lt;&lt;&lt;&lt;&lt;&lt;&lt; Ihre Version</translation>
    </message>
    <message>
        <source>&gt;&gt;&gt;&gt;&gt;&gt;&gt; in the cloud</source>
        <translation>&gt;&gt;&gt;&gt;&gt;&gt;&gt; in der Cloud</translation>
    </message>
    <message>
        <source>Not every conflict is decided.</source>
        <translation>Nicht jeder Konflikt ist entschieden.</translation>
    </message>
    <message>
        <source>Choose a side for each of them.</source>
        <translation>Wählen Sie bei jedem eine Seite.</translation>
    </message>
    <message>
        <source>The file is not what was compared: it was saved meanwhile, or it is no UTF-8.</source>
        <translation>Die Datei ist nicht mehr die, die verglichen wurde: Sie wurde inzwischen gespeichert, oder sie ist kein UTF-8.</translation>
    </message>
    <message>
        <source>Open the conflict again; nothing was changed.</source>
        <translation>Öffnen Sie den Konflikt noch einmal; es wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects have conflicts</source>
        <translation>
            <numerusform>%Ln Projekt hat Konflikte</numerusform>
            <numerusform>%Ln Projekte haben Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects wait for your yes</source>
        <translation>
            <numerusform>%Ln Projekt wartet auf Ihr Ja</numerusform>
            <numerusform>%Ln Projekte warten auf Ihr Ja</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects cannot be synced</source>
        <translation>
            <numerusform>%Ln Projekt kann nicht synchronisiert werden</numerusform>
            <numerusform>%Ln Projekte können nicht synchronisiert werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have no access to %Ln projects any more</source>
        <translation>
            <numerusform>Sie haben keinen Zugriff mehr auf %Ln Projekt</numerusform>
            <numerusform>Sie haben keinen Zugriff mehr auf %Ln Projekte</numerusform>
        </translation>
    </message>
    <message>
        <source>New files in your projects</source>
        <translation>Neue Dateien in Ihren Projekten</translation>
    </message>
    <message>
        <source>A conflict in “%1”</source>
        <translation>Ein Konflikt in „%1“</translation>
    </message>
    <message>
        <source>“%1” waits for your yes</source>
        <translation>„%1“ wartet auf Ihr Ja</translation>
    </message>
    <message>
        <source>“%1” cannot be synced</source>
        <translation>„%1“ kann nicht synchronisiert werden</translation>
    </message>
    <message>
        <source>You have no access to “%1” any more</source>
        <translation>Sie haben keinen Zugriff mehr auf „%1“</translation>
    </message>
    <message>
        <source>%1
Nothing was deleted yet.</source>
        <translation>%1
Es wurde noch nichts gelöscht.</translation>
    </message>
    <message>
        <source>It is no longer shared with you, or was deleted. Your files stay in %1.</source>
        <translation>Es wird nicht mehr mit Ihnen geteilt oder wurde gelöscht. Ihre Dateien bleiben in %1.</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Lösen …</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others</source>
        <translation>
            <numerusform>%1 und %Ln weiteren Person</numerusform>
            <numerusform>%1 und %Ln weiteren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were changed in two places. Both versions are kept.</source>
        <translation>
            <numerusform>%Ln Datei wurde an zwei Orten geändert. Beide Versionen bleiben erhalten.</numerusform>
            <numerusform>%Ln Dateien wurden an zwei Orten geändert. Beide Versionen bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed %2</source>
        <translation>%1 hat %2 geändert</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>An invitation to “%1”</source>
        <translation>Eine Einladung zu „%1“</translation>
    </message>
    <message>
        <source>You are invited as %1.</source>
        <translation>Sie sind als %1 eingeladen.</translation>
    </message>
    <message>
        <source>%1 invites you as %2.</source>
        <translation>%1 lädt Sie als %2 ein.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>The invitation could not be answered</source>
        <translation>Die Einladung konnte nicht beantwortet werden</translation>
    </message>
    <message>
        <source>You are a member of “%1” now</source>
        <translation>Sie sind jetzt Mitglied von „%1“</translation>
    </message>
    <message>
        <source>It is in the cloud. Get a copy to work with it on this computer.</source>
        <translation>Es liegt in der Cloud. Holen Sie eine Kopie, um auf diesem Computer damit zu arbeiten.</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>Kopie hierher holen …</translation>
    </message>
    <message>
        <source>Tideline goes on syncing</source>
        <translation>Tideline synchronisiert weiter</translation>
    </message>
    <message>
        <source>The window is closed; the icon in the tray opens it again. Quit is in its menu.</source>
        <translation>Das Fenster ist geschlossen; das Symbol im Systembereich öffnet es wieder. „Beenden“ steht in dessen Menü.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Revision %L1</source>
        <translation>Revision %L1</translation>
    </message>
    <message>
        <source>No row was changed by both, or they made the same of it.</source>
        <translation>Keine Zeile wurde von beiden geändert, oder beide haben dasselbe daraus gemacht.</translation>
    </message>
    <message>
        <source>Both changed these rows, each otherwise: %1</source>
        <translation>Beide haben diese Zeilen verschieden geändert: %1</translation>
    </message>
    <message>
        <source>%L1 × %L2 became %L3 × %L4</source>
        <translation>Aus %L1 × %L2 wurde %L3 × %L4</translation>
    </message>
    <message>
        <source>No pixel differs</source>
        <translation>Kein Pixel ist anders</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pixels differ (%1 %)</source>
        <translation>
            <numerusform>%Ln Pixel ist anders (%1 %)</numerusform>
            <numerusform>%Ln Pixel sind anders (%1 %)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetupPlan</name>
    <message>
        <source>Show “%1” in %2; its files come when they are opened.</source>
        <translation>„%1“ in %2 zeigen; seine Dateien kommen, wenn sie geöffnet werden.</translation>
    </message>
    <message>
        <source>Download “%1” (%2) into %3.</source>
        <translation>„%1“ (%2) nach %3 herunterladen.</translation>
    </message>
    <message>
        <source>Download “%1” into %2.</source>
        <translation>„%1“ nach %2 herunterladen.</translation>
    </message>
    <message>
        <source>Keep projects in %1.</source>
        <translation>Projekte in %1 aufbewahren.</translation>
    </message>
    <message>
        <source>Make the folder %1, and keep projects in it.</source>
        <translation>Den Ordner %1 anlegen und Projekte darin aufbewahren.</translation>
    </message>
    <message>
        <source>A server on this computer keeps the cloud&apos;s copy (%1). It runs while Tideline runs.</source>
        <translation>Ein Server auf diesem Computer bewahrt die Kopie der Cloud auf (%1). Er läuft, solange Tideline läuft.</translation>
    </message>
    <message>
        <source>The cloud is %1.</source>
        <translation>Die Cloud ist %1.</translation>
    </message>
    <message>
        <source>You are signed in as %1.</source>
        <translation>Sie sind als %1 angemeldet.</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>Comes back</source>
        <translation>Kommt zurück</translation>
    </message>
    <message>
        <source>Becomes what it was</source>
        <translation>Wird wieder, wie es war</translation>
    </message>
    <message>
        <source>Goes to the trash</source>
        <translation>Kommt in den Papierkorb</translation>
    </message>
    <message>
        <source>Moves back</source>
        <translation>Wird zurückverschoben</translation>
    </message>
    <message>
        <source>Its program mark becomes what it was</source>
        <translation>Wird als Programm wieder, was es war</translation>
    </message>
    <message>
        <source>Stays: %1</source>
        <translation>Bleibt: %1</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Edit the path</source>
        <translation>Pfad bearbeiten</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Show hidden files</source>
        <translation>Versteckte Dateien anzeigen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Add project…</source>
        <translation>Projekt hinzufügen …</translation>
    </message>
    <message>
        <source>Invitations…</source>
        <translation>Einladungen …</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation>Synchronisierung anhalten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schnellansicht</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner …</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Why is this not synced?</source>
        <translation>Warum ist das nicht synchron?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Empty file…</source>
        <translation>Leere Datei …</translation>
    </message>
    <message>
        <source>Notebook…</source>
        <translation>Notebook …</translation>
    </message>
    <message>
        <source>Python script…</source>
        <translation>Python-Skript …</translation>
    </message>
    <message>
        <source>Markdown page…</source>
        <translation>Markdown-Seite …</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>Select by pattern…</source>
        <translation>Nach Muster auswählen …</translation>
    </message>
    <message>
        <source>Other program…</source>
        <translation>Anderes Programm …</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>JupyterLab</source>
        <translation>JupyterLab</translation>
    </message>
    <message>
        <source>Properties…</source>
        <translation>Eigenschaften …</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>SHA-256 kopieren</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>Auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>Free up space</source>
        <translation>Speicherplatz freigeben</translation>
    </message>
    <message>
        <source>Ignore…</source>
        <translation>Ignorieren …</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Mit Stern markieren</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Tab</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Tab</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>In neuem Tab öffnen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>About Tideline</source>
        <translation>Über Tideline</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>Packen …</translation>
    </message>
    <message>
        <source>Unpack here</source>
        <translation>Hier entpacken</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle …</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>Leave out of this sync</source>
        <translation>Diesmal auslassen</translation>
    </message>
    <message>
        <source>Sync this file again</source>
        <translation>Diese Datei wieder synchronisieren</translation>
    </message>
    <message>
        <source>Share by link…</source>
        <translation>Per Link teilen …</translation>
    </message>
    <message>
        <source>Sync before all others</source>
        <translation>Vor allen anderen synchronisieren</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Synced</source>
        <translation>Synchron</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Wird synchronisiert</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>In der Cloud</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>&lt; 1 min left</source>
        <translation>&lt; 1 min verbleibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>noch %Ln min</numerusform>
            <numerusform>noch %Ln min</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 h %L2 min left</source>
        <translation>noch %L1 h %L2 min</translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation>noch mehr als ein Tag</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>vor %Ln min</numerusform>
            <numerusform>vor %Ln min</numerusform>
        </translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>Gestern %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 Byte</numerusform>
            <numerusform>%1 Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>Änderungen werden gesucht</translation>
    </message>
    <message>
        <source>Reading changed files</source>
        <translation>Geänderte Dateien werden gelesen</translation>
    </message>
    <message>
        <source>Asking the cloud</source>
        <translation>Die Cloud wird gefragt</translation>
    </message>
    <message>
        <source>Comparing both sides</source>
        <translation>Beide Seiten werden verglichen</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Finishing the upload</source>
        <translation>Hochladen wird abgeschlossen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Bearbeiter</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Betrachter</translation>
    </message>
    <message>
        <source>Finder</source>
        <translation>Finder</translation>
    </message>
    <message>
        <source>May do everything: share the project, and delete it.</source>
        <translation>Darf alles: das Projekt teilen und löschen.</translation>
    </message>
    <message>
        <source>May read and change files.</source>
        <translation>Darf Dateien lesen und ändern.</translation>
    </message>
    <message>
        <source>May read files, and change nothing.</source>
        <translation>Darf Dateien lesen und nichts ändern.</translation>
    </message>
    <message>
        <source>May see which files there are, and read none.</source>
        <translation>Darf sehen, welche Dateien es gibt, und keine lesen.</translation>
    </message>
    <message>
        <source>That cannot be done as asked</source>
        <translation>Das geht so nicht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Signing in is needed</source>
        <translation>Dafür ist eine Anmeldung nötig</translation>
    </message>
    <message>
        <source>Stopped to be safe</source>
        <translation>Sicherheitshalber angehalten</translation>
    </message>
    <message>
        <source>The cloud cannot be reached</source>
        <translation>Die Cloud ist nicht erreichbar</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort in der vorgesehenen Zeit</translation>
    </message>
    <message>
        <source>It changed in the meantime</source>
        <translation>Es hat sich inzwischen geändert</translation>
    </message>
    <message>
        <source>The cloud was restored from a backup</source>
        <translation>Die Cloud wurde aus einer Sicherung wiederhergestellt</translation>
    </message>
    <message>
        <source>Damaged data</source>
        <translation>Beschädigte Daten</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>Kein Speicherplatz mehr</translation>
    </message>
    <message>
        <source>The disk or the system failed</source>
        <translation>Der Datenträger oder das System hat versagt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::BesideWindow</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::EmbeddedServer</name>
    <message>
        <source>The server cannot be started: %1.</source>
        <translation>Der Server kann nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>The server is not installed on this computer.</source>
        <translation>Der Server ist auf diesem Computer nicht installiert.</translation>
    </message>
    <message>
        <source>Install the package tideline-server.</source>
        <translation>Installieren Sie das Paket tideline-server.</translation>
    </message>
    <message>
        <source>The server&apos;s address cannot be kept.</source>
        <translation>Die Adresse des Servers kann nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>The server of this computer does not start.</source>
        <translation>Der Server dieses Computers startet nicht.</translation>
    </message>
    <message>
        <source>The server&apos;s first sign-in is not there any more.</source>
        <translation>Die erste Anmeldung des Servers ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Make a token with tideline-server token create, and sign in to %1 with it.</source>
        <translation>Erstellen Sie mit tideline-server token create ein Token, und melden Sie sich damit bei %1 an.</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::SingleInstance</name>
    <message>
        <source>The profile cannot be written.</source>
        <translation>Das Profil kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Give another --profile.</source>
        <translation>Geben Sie ein anderes --profile an.</translation>
    </message>
    <message>
        <source>Another window of this profile runs, but does not answer.</source>
        <translation>Ein anderes Fenster dieses Profils läuft, antwortet aber nicht.</translation>
    </message>
    <message>
        <source>End it, then start again.</source>
        <translation>Beenden Sie es und starten Sie dann neu.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AboutPage</name>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Tideline&apos;s icon</source>
        <translation>Symbol von Tideline</translation>
    </message>
    <message>
        <source>Data-science projects that are always in sync, work offline and never lose a saved byte.</source>
        <translation>Data-Science-Projekte, die immer synchron sind, offline funktionieren und kein gespeichertes Byte verlieren.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>%1, commit %2</source>
        <translation>%1, Commit %2</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>Schema of the store</source>
        <translation>Schema des Speichers</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>It stands on the work of others</source>
        <translation>Es baut auf der Arbeit anderer auf</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>Bibliotheken und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>What is &amp;new…</source>
        <translation>Was ist &amp;neu …</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>This computer is called</source>
        <translation>Dieser Computer heißt</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>&amp;Anmelden …</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>Ab&amp;melden</translation>
    </message>
    <message>
        <source>Folders and files stay. What was kept of the cloud&apos;s lists goes.</source>
        <translation>Ordner und Dateien bleiben. Was von den Listen der Cloud aufbewahrt war, verschwindet.</translation>
    </message>
    <message>
        <source>Where the sign-in is kept</source>
        <translation>Wo die Anmeldung aufbewahrt wird</translation>
    </message>
    <message>
        <source>Now in</source>
        <translation>Jetzt in</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring; a file where there is none</source>
        <translation>Im Schlüsselbund des Desktops; ohne einen in einer Datei</translation>
    </message>
    <message>
        <source>A file of this profile, which only you can read</source>
        <translation>In einer Datei dieses Profils, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>&amp;Keep it in</source>
        <translation>Auf&amp;bewahren</translation>
    </message>
    <message>
        <source>A key ring opens when you log in to the desktop. The file also serves where nobody logs in to one: over SSH, or as a service.</source>
        <translation>Ein Schlüsselbund öffnet sich, wenn Sie sich am Desktop anmelden. Die Datei taugt auch dort, wo sich niemand an einem anmeldet: über SSH oder als Dienst.</translation>
    </message>
    <message>
        <source>Other accounts</source>
        <translation>Weitere Konten</translation>
    </message>
    <message>
        <source>A name for it, such as work</source>
        <translation>Ein Name dafür, etwa arbeit</translation>
    </message>
    <message>
        <source>Name of the other account&apos;s profile</source>
        <translation>Name des Profils des anderen Kontos</translation>
    </message>
    <message>
        <source>Open its &amp;window</source>
        <translation>Dessen &amp;Fenster öffnen</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>Each account has a profile of its own, with its own sign-in, projects and settings, and a window and a tray icon.</source>
        <translation>Jedes Konto hat ein eigenes Profil mit eigener Anmeldung, eigenen Projekten und Einstellungen, einem eigenen Fenster und Symbol im Systembereich.</translation>
    </message>
    <message>
        <source>This is no name for a profile.</source>
        <translation>Das ist kein Name für ein Profil.</translation>
    </message>
    <message>
        <source>Give letters, digits, - and _, at most 40.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, - und _, höchstens 40.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>Es wird nichts aufbewahrt</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring</source>
        <translation>Im Schlüsselbund des Desktops</translation>
    </message>
    <message>
        <source>%1 (only you can read it)</source>
        <translation>%1 (nur Sie können es lesen)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ActivityPage</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>You, on %1</source>
        <translation>Sie, auf %1</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 und %Ln weitere</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>What was changed in the projects of this computer, and by whom. Open a line to see the file.</source>
        <translation>Was in den Projekten dieses Computers geändert wurde und von wem. Öffnen Sie eine Zeile, um die Datei zu sehen.</translation>
    </message>
    <message>
        <source>Which activity</source>
        <translation>Welche Aktivität</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>By me</source>
        <translation>Von mir</translation>
    </message>
    <message>
        <source>By others</source>
        <translation>Von anderen</translation>
    </message>
    <message>
        <source>Conflicts and errors</source>
        <translation>Konflikte und Fehler</translation>
    </message>
    <message>
        <source>Name, file or words</source>
        <translation>Name, Datei oder Wörter</translation>
    </message>
    <message>
        <source>Filter the activity by words</source>
        <translation>Die Aktivität nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Undo the last sync…</source>
        <translation>Letzte Synchronisierung rückgängig machen …</translation>
    </message>
    <message>
        <source>What the last sync of this project changed on this computer is shown first, then taken back.</source>
        <translation>Was die letzte Synchronisierung dieses Projekts auf diesem Computer geändert hat, wird erst gezeigt und dann zurückgenommen.</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Nothing fits the filter.</source>
        <translation>Nichts passt zum Filter.</translation>
    </message>
    <message>
        <source>Nothing was changed yet. Save a file in a project, and it is listed here.</source>
        <translation>Es wurde noch nichts geändert. Speichern Sie eine Datei in einem Projekt, dann steht sie hier.</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Zurückgenommen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1; %Ln files stayed as they are, since they were changed later</source>
        <translation>
            <numerusform>%1; %Ln Datei blieb, wie sie ist, weil sie danach geändert wurde</numerusform>
            <numerusform>%1; %Ln Dateien blieben, wie sie sind, weil sie danach geändert wurden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::AddProjectDialog</name>
    <message>
        <source>Add project</source>
        <translation>Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Add a project to this computer</source>
        <translation>Ein Projekt auf diesem Computer hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A folder of mine</source>
        <translation>Ein Ordner von mir</translation>
    </message>
    <message>
        <source>From the cloud</source>
        <translation>Aus der Cloud</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>The folder with your files</source>
        <translation>Der Ordner mit Ihren Dateien</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>Name des Projekts</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>The folder stays where it is. From now on it is kept equal with the cloud.</source>
        <translation>Der Ordner bleibt, wo er ist. Von jetzt an wird er mit der Cloud gleich gehalten.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Every project of the cloud is here already</source>
        <translation>Jedes Projekt der Cloud ist schon hier</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>&amp;In</translation>
    </message>
    <message>
        <source>The folder holds files already: unite both sides</source>
        <translation>Der Ordner enthält schon Dateien: beide Seiten vereinigen</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt …</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>Der Pfad des Ordners ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/data.</source>
        <translation>Geben Sie ihn von oben an an, wie %1/data.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AdvancedPage</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Errors alone</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Fehler und Warnungen</translation>
    </message>
    <message>
        <source>What is done, too</source>
        <translation>Auch, was getan wird</translation>
    </message>
    <message>
        <source>Everything (slow)</source>
        <translation>Alles (langsam)</translation>
    </message>
    <message>
        <source>What the log tells</source>
        <translation>Was das Protokoll enthält</translation>
    </message>
    <message>
        <source>&amp;Write down</source>
        <translation>&amp;Festhalten</translation>
    </message>
    <message>
        <source>&amp;Open the log&apos;s folder</source>
        <translation>Ordner des Protokolls &amp;öffnen</translation>
    </message>
    <message>
        <source>This window writes no log.</source>
        <translation>Dieses Fenster schreibt kein Protokoll.</translation>
    </message>
    <message>
        <source>Report for whoever helps you</source>
        <translation>Bericht für die, die Ihnen helfen</translation>
    </message>
    <message>
        <source>&amp;Look at the report…</source>
        <translation>&amp;Bericht ansehen …</translation>
    </message>
    <message>
        <source>Versions, checks, figures and settings of this profile. Names, paths and secrets are taken out; you see what was, before anything is saved.</source>
        <translation>Versionen, Prüfungen, Zahlen und Einstellungen dieses Profils. Namen, Pfade und Geheimnisse sind herausgenommen; Sie sehen, welche, bevor etwas gespeichert wird.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>None: this window was drawn from a file.</source>
        <translation>Keines: Dieses Fenster wurde aus einer Datei gezeichnet.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>All settings as a file</source>
        <translation>Alle Einstellungen als Datei</translation>
    </message>
    <message>
        <source>For another computer. Secrets and what belongs to this computer stay here: the sign-in, folders, files of certificates, this computer&apos;s name. The file says what was left out. Of a file with a wrong setting nothing is taken.</source>
        <translation>Für einen anderen Computer. Geheimnisse und was zu diesem Computer gehört, bleiben hier: die Anmeldung, Ordner, Zertifikatsdateien, der Name dieses Computers. Die Datei sagt, was ausgelassen wurde. Aus einer Datei mit einer falschen Einstellung wird nichts übernommen.</translation>
    </message>
    <message>
        <source>Save settings to a &amp;file…</source>
        <translation>Einstellungen in eine Datei &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Take settings from a file…</source>
        <translation>Einstellungen aus einer Datei über&amp;nehmen …</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>Übernommen: %1</translation>
    </message>
    <message>
        <source>Save settings to a file</source>
        <translation>Einstellungen in eine Datei speichern</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>Take settings from a file</source>
        <translation>Einstellungen aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>Settings (*.json);;All files (*)</source>
        <translation>Einstellungen (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Banner</name>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>tideline::ui::BytesView</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Some bytes cannot be read. %1</source>
        <translation>Einige Bytes können nicht gelesen werden. %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CatVersions</name>
    <message>
        <source>This version is too large to be fetched for a look: %1.</source>
        <translation>Diese Version ist zu groß, um sie zum Ansehen zu holen: %1.</translation>
    </message>
    <message>
        <source>Restore it beside the file: tide restore PATH --revision N --as NAME</source>
        <translation>Stellen Sie sie neben der Datei wieder her: tide restore PATH --revision N --as NAME</translation>
    </message>
    <message>
        <source>There is no folder for temporary files.</source>
        <translation>Es gibt keinen Ordner für temporäre Dateien.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CellColumn</name>
    <message>
        <source>A cell is missing.</source>
        <translation>Eine Zelle fehlt.</translation>
    </message>
    <message>
        <source>This notebook has no cells.</source>
        <translation>Dieses Notebook hat keine Zellen.</translation>
    </message>
    <message>
        <source>Cell %L1 of %L2</source>
        <translation>Zelle %L1 von %L2</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy the output</source>
        <translation>Ausgabe kopieren</translation>
    </message>
    <message>
        <source>Copy output %1</source>
        <translation>Ausgabe %1 kopieren</translation>
    </message>
    <message>
        <source>Copied the picture.</source>
        <translation>Bild kopiert.</translation>
    </message>
    <message>
        <source>Copied the cell.</source>
        <translation>Zelle kopiert.</translation>
    </message>
    <message>
        <source>Copied the output.</source>
        <translation>Ausgabe kopiert.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CellWidget</name>
    <message>
        <source>Cell %L1, code, run as number %2</source>
        <translation>Zelle %L1, Code, ausgeführt als Nummer %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Cell %L1, text</source>
        <translation>Zelle %L1, Text</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln lines</source>
        <translation>
            <numerusform>%Ln Zeile zeigen</numerusform>
            <numerusform>Alle %Ln Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>A picture that cannot be shown.</source>
        <translation>Ein Bild, das nicht gezeigt werden kann.</translation>
    </message>
    <message>
        <source>Picture, %L1 × %L2 pixels</source>
        <translation>Bild, %L1 × %L2 Pixel</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Error output</source>
        <translation>Fehlerausgabe</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CloudPage</name>
    <message>
        <source>Where is your cloud?</source>
        <translation>Wo ist Ihre Cloud?</translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation>&amp;Dieser Computer</translation>
    </message>
    <message>
        <source>https://tideline.example.org</source>
        <translation>https://tideline.example.org</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>A server of your own starts here with one click. It keeps every version of your files, also without a network, and runs while Tideline runs.</source>
        <translation>Ein eigener Server startet hier mit einem Klick. Er bewahrt jede Version Ihrer Dateien auf, auch ohne Netz, und läuft, solange Tideline läuft.</translation>
    </message>
    <message>
        <source>Your team&apos;s, or one that you run yourself. Your projects are then the same on all of your computers.</source>
        <translation>Der Ihres Teams oder einer, den Sie selbst betreiben. Ihre Projekte sind dann auf allen Ihren Computern gleich.</translation>
    </message>
    <message>
        <source>You are signed in to %1 as %2, and the set-up goes on there. For another cloud, sign out first, or open another profile in the settings.</source>
        <translation>Sie sind bei %1 als %2 angemeldet, und dort geht die Einrichtung weiter. Für eine andere Cloud melden Sie sich zuerst ab, oder öffnen Sie in den Einstellungen ein anderes Profil.</translation>
    </message>
    <message>
        <source>The server is not installed on this computer.</source>
        <translation>Der Server ist auf diesem Computer nicht installiert.</translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation>Das ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
        <source>Write it like https://tideline.example.org or localhost:8080.</source>
        <translation>Schreiben Sie sie wie https://tideline.example.org oder localhost:8080.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Der Server wird gesucht …</translation>
    </message>
    <message>
        <source>A Tideline server, version %1. The way to it is encrypted.</source>
        <translation>Ein Tideline-Server, Version %1. Der Weg zu ihm ist verschlüsselt.</translation>
    </message>
    <message>
        <source>A Tideline server on this computer, version %1.</source>
        <translation>Ein Tideline-Server auf diesem Computer, Version %1.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>&amp;Start it</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <source>The server starts…</source>
        <translation>Der Server startet …</translation>
    </message>
    <message>
        <source>Your server runs.</source>
        <translation>Ihr Server läuft.</translation>
    </message>
    <message>
        <source>A s&amp;erver</source>
        <translation>Ein Se&amp;rver</translation>
    </message>
    <message>
        <source>Install the package tideline-server, and come back to this window; or take a server elsewhere.</source>
        <translation>Installieren Sie das Paket tideline-server und kommen Sie zu diesem Fenster zurück; oder nehmen Sie einen Server an anderem Ort.</translation>
    </message>
    <message>
        <source>Another Tideline server runs on this computer. To use that one, choose “A server”: its address stands there.</source>
        <translation>Auf diesem Computer läuft schon ein Tideline-Server. Um ihn zu nutzen, wählen Sie „Ein Server“: Dort steht seine Adresse.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ColumnPanel</name>
    <message>
        <source>Close the column&apos;s figures</source>
        <translation>Kennzahlen der Spalte schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Looking at the column…</source>
        <translation>Die Spalte wird angesehen …</translation>
    </message>
    <message>
        <source>Figures of the column %1</source>
        <translation>Kennzahlen der Spalte %1</translation>
    </message>
    <message numerus="yes">
        <source>Of the first %Ln rows.</source>
        <translation>
            <numerusform>Von der ersten %Ln Zeile.</numerusform>
            <numerusform>Von den ersten %Ln Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschiedene</translation>
    </message>
    <message>
        <source>too many to count</source>
        <translation>zu viele zum Zählen</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Abweichung</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What shall be done?</source>
        <translation>Was soll getan werden?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictDialog</name>
    <message>
        <source>Changed in two places. What you do not keep stays in the trash and the history.</source>
        <translation>An zwei Orten geändert. Was Sie nicht behalten, bleibt im Papierkorb und im Verlauf.</translation>
    </message>
    <message>
        <source>Keep yours</source>
        <translation>Ihre behalten</translation>
    </message>
    <message>
        <source>Your version takes the file&apos;s place</source>
        <translation>Ihre Version tritt an die Stelle der Datei</translation>
    </message>
    <message>
        <source>Keep the cloud&apos;s</source>
        <translation>Die der Cloud behalten</translation>
    </message>
    <message>
        <source>The file stays as it is in the cloud</source>
        <translation>Die Datei bleibt, wie sie in der Cloud ist</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Both files stay, under their two names</source>
        <translation>Beide Dateien bleiben, unter ihren zwei Namen</translation>
    </message>
    <message>
        <source>Save the merge</source>
        <translation>Zusammenführung speichern</translation>
    </message>
    <message>
        <source>The result takes the file&apos;s place</source>
        <translation>Das Ergebnis tritt an die Stelle der Datei</translation>
    </message>
    <message>
        <source>%1 — conflict</source>
        <translation>%1 – Konflikt</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictVersions</name>
    <message>
        <source>Your version of this file is not in the folder any more.</source>
        <translation>Ihre Version dieser Datei ist nicht mehr im Ordner.</translation>
    </message>
    <message>
        <source>Look for it in the trash.</source>
        <translation>Suchen Sie sie im Papierkorb.</translation>
    </message>
    <message>
        <source>Base: %1</source>
        <translation>Grundlage: %1</translation>
    </message>
    <message>
        <source>Yours, from this computer</source>
        <translation>Ihre, von diesem Computer</translation>
    </message>
    <message>
        <source>In the cloud (was there first)</source>
        <translation>In der Cloud (war zuerst da)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>These files were changed in two places at the same time. Both versions are kept until you decide; the one that you do not keep stays in the history or the trash.</source>
        <translation>Diese Dateien wurden gleichzeitig an zwei Orten geändert. Beide Versionen bleiben, bis Sie entscheiden; die nicht behaltene bleibt im Verlauf oder im Papierkorb.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln Konflikt</numerusform>
            <numerusform>%Ln Konflikte</numerusform>
        </translation>
    </message>
    <message>
        <source>The versions of the cloud</source>
        <translation>Die Versionen der Cloud</translation>
    </message>
    <message>
        <source>The versions of this computer</source>
        <translation>Die Versionen dieses Computers</translation>
    </message>
    <message>
        <source>In the project&apos;s trash</source>
        <translation>Im Papierkorb des Projekts</translation>
    </message>
    <message>
        <source>No conflicts. Everything that was saved is in one place.</source>
        <translation>Keine Konflikte. Alles Gespeicherte liegt an einem Ort.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>In the cloud (was there first)</source>
        <translation>In der Cloud (war zuerst da)</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>Diese behalten</translation>
    </message>
    <message>
        <source>Yours, from this computer</source>
        <translation>Ihre, von diesem Computer</translation>
    </message>
    <message>
        <source>Keep the version of the cloud</source>
        <translation>Die Version der Cloud behalten</translation>
    </message>
    <message>
        <source>Keep the version of this computer</source>
        <translation>Die Version dieses Computers behalten</translation>
    </message>
    <message>
        <source>Open the version of the cloud</source>
        <translation>Die Version der Cloud öffnen</translation>
    </message>
    <message>
        <source>Open the version of this computer</source>
        <translation>Die Version dieses Computers öffnen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Both files stay, under their two names.</source>
        <translation>Beide Dateien bleiben, unter ihren zwei Namen.</translation>
    </message>
    <message>
        <source>Compare and merge…</source>
        <translation>Vergleichen und zusammenführen …</translation>
    </message>
    <message>
        <source>Both versions against each other, line by line where they are text.</source>
        <translation>Beide Versionen gegenübergestellt, bei Text Zeile für Zeile.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DesktopNotifications</name>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DiagnosticsDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>This is all that the report holds. Look through it before you send it.</source>
        <translation>Das ist alles, was der Bericht enthält. Sehen Sie ihn durch, bevor Sie ihn weitergeben.</translation>
    </message>
    <message>
        <source>Being gathered…</source>
        <translation>Wird zusammengestellt …</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>%1 (%L2 ×) instead of %3</source>
        <translation>%1 (%L2 ×) statt %3</translation>
    </message>
    <message>
        <source>Nothing had to be taken out.</source>
        <translation>Es musste nichts herausgenommen werden.</translation>
    </message>
    <message>
        <source>Taken out:
%1</source>
        <translation>Herausgenommen:
%1</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>Berichte (*.json)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceCanvas</name>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceDialog</name>
    <message>
        <source>%1 — differences</source>
        <translation>%1 – Unterschiede</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferencePane</name>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>The versions are the same, byte for byte.</source>
        <translation>Die Versionen sind gleich, Byte für Byte.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceView</name>
    <message>
        <source> → </source>
        <comment>from a version to the next</comment>
        <translation> → </translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryDelegate</name>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryDrag</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln Element</numerusform>
            <numerusform>%Ln Elemente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryListModel</name>
    <message>
        <source>The folder changed just now; nothing was done.</source>
        <translation>Der Ordner hat sich gerade geändert; es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ErrorBox</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileActions</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln Element</numerusform>
            <numerusform>%Ln Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying %1…</source>
        <translation>%1 wird kopiert …</translation>
    </message>
    <message>
        <source>Copying %1 — %L2 %</source>
        <translation>%1 wird kopiert – %L2 %</translation>
    </message>
    <message>
        <source>it is in the cloud only</source>
        <translation>es ist nur in der Cloud</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>wählen Sie einen Eintrag aus</translation>
    </message>
    <message>
        <source>no project is shown</source>
        <translation>kein Projekt wird gezeigt</translation>
    </message>
    <message>
        <source>there are no files on the clipboard</source>
        <translation>in der Zwischenablage sind keine Dateien</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Renamed to “%1”</source>
        <translation>Umbenannt in „%1“</translation>
    </message>
    <message>
        <source>renaming of “%1”</source>
        <translation>Umbenennen von „%1“</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Folder made</source>
        <translation>Ordner angelegt</translation>
    </message>
    <message>
        <source>new folder “%1”</source>
        <translation>neuer Ordner „%1“</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>Neue Datei</translation>
    </message>
    <message>
        <source>File made</source>
        <translation>Datei angelegt</translation>
    </message>
    <message>
        <source>new file “%1”</source>
        <translation>neue Datei „%1“</translation>
    </message>
    <message>
        <source>%1 moved to the trash of your desktop</source>
        <translation>%1 in den Papierkorb des Desktops verschoben</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>Löschen: %1</translation>
    </message>
    <message>
        <source>%1 duplicated</source>
        <translation>%1 dupliziert</translation>
    </message>
    <message>
        <source>duplicate of %1</source>
        <translation>Duplikat: %1</translation>
    </message>
    <message>
        <source>%1 cut: paste to move</source>
        <translation>%1 ausgeschnitten: Einfügen verschiebt</translation>
    </message>
    <message>
        <source>%1 copied: paste where you want it</source>
        <translation>%1 kopiert: einfügen, wohin Sie möchten</translation>
    </message>
    <message>
        <source>%1 moved to “%2”</source>
        <translation>%1 nach „%2“ verschoben</translation>
    </message>
    <message>
        <source>move of %1</source>
        <translation>Verschieben: %1</translation>
    </message>
    <message>
        <source>%1 copied to “%2”</source>
        <translation>%1 nach „%2“ kopiert</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>it is no archive</source>
        <translation>es ist kein Archiv</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>%1 packed</source>
        <translation>%1 gepackt</translation>
    </message>
    <message>
        <source>packing of %1</source>
        <translation>Packen: %1</translation>
    </message>
    <message>
        <source>%1 unpacked</source>
        <translation>%1 entpackt</translation>
    </message>
    <message>
        <source>unpacking of %1</source>
        <translation>Entpacken: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileView</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>This folder is empty.

Drop files here to add them.</source>
        <translation>Dieser Ordner ist leer.

Legen Sie Dateien hier ab, um sie hinzuzufügen.</translation>
    </message>
    <message>
        <source>Nothing here is named like “%1”.</source>
        <translation>Nichts hier heißt so ähnlich wie „%1“.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileWork</name>
    <message>
        <source>It was stopped before all was done.</source>
        <translation>Es wurde angehalten, bevor alles getan war.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Finding</name>
    <message>
        <source>Remove star</source>
        <translation>Stern entfernen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Mit Stern markieren</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>In seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FirstRunDialog</name>
    <message>
        <source>Set up Tideline</source>
        <translation>Tideline einrichten</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>All stays as it was before.</source>
        <translation>Alles bleibt, wie es vorher war.</translation>
    </message>
    <message>
        <source>Step %L1 of %L2</source>
        <translation>Schritt %L1 von %L2</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FirstRunPage</name>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>wählen Sie einen Eintrag aus</translation>
    </message>
    <message>
        <source>putting back of “%1”</source>
        <translation>Zurücklegen von „%1“</translation>
    </message>
    <message>
        <source>Put back: %1 / %2</source>
        <translation>Zurückgelegt: %1 / %2</translation>
    </message>
    <message>
        <source>“%1” is like that already.</source>
        <translation>„%1“ ist schon so.</translation>
    </message>
    <message>
        <source>“%1” is as it was in revision %L2</source>
        <translation>„%1“ ist wie in Revision %L2</translation>
    </message>
    <message>
        <source>%1; what stood there is in the trash</source>
        <translation>%1; was dort stand, ist im Papierkorb</translation>
    </message>
    <message>
        <source>return of “%1” to revision %L2</source>
        <translation>Rückkehr von „%1“ zu Revision %L2</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisierung</translation>
    </message>
    <message>
        <source>Open in</source>
        <translation>Öffnen in</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Duplicate or pack</source>
        <translation>Duplizieren oder packen</translation>
    </message>
    <message>
        <source>Copy as or share</source>
        <translation>Kopieren als oder teilen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderPage</name>
    <message>
        <source>Where do your projects go?</source>
        <translation>Wohin kommen Ihre Projekte?</translation>
    </message>
    <message>
        <source>Each project gets a folder of its own in this one. Folders that you have already can be added later, and stay where they are.</source>
        <translation>Jedes Projekt bekommt darin einen eigenen Ordner. Ordner, die Sie schon haben, können Sie später hinzufügen; sie bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Folder for projects</source>
        <translation>Ordner für Projekte</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Auswählen …</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>Der Pfad des Ordners ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/data.</source>
        <translation>Geben Sie ihn von oben an an, wie %1/data.</translation>
    </message>
    <message>
        <source>A file stands there, or in the way to it.</source>
        <translation>Dort oder auf dem Weg dorthin steht eine Datei.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>That is inside the project in %1, and projects do not stand in each other.</source>
        <translation>Das liegt im Projekt in %1, und Projekte liegen nicht ineinander.</translation>
    </message>
    <message>
        <source>Nothing can be written there.</source>
        <translation>Dort kann nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another folder, or allow yourself to write in this one.</source>
        <translation>Wählen Sie einen anderen Ordner, oder erlauben Sie sich, in diesen zu schreiben.</translation>
    </message>
    <message>
        <source>The folder is made when all is set up.</source>
        <translation>Der Ordner wird angelegt, wenn alles eingerichtet wird.</translation>
    </message>
    <message>
        <source>The folder is there, and empty.</source>
        <translation>Der Ordner ist da und leer.</translation>
    </message>
    <message>
        <source>The folder is not empty. What is in it stays as it is, and does not go to the cloud.</source>
        <translation>Der Ordner ist nicht leer. Was darin ist, bleibt, wie es ist, und kommt nicht in die Cloud.</translation>
    </message>
    <message>
        <source>%1 are free there.</source>
        <translation>Dort sind %1 frei.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderViews</name>
    <message>
        <source>Show all folders like this one</source>
        <translation>Alle Ordner so anzeigen wie diesen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FoundDelegate</name>
    <message>
        <source>Output of cell %L1</source>
        <translation>Ausgabe von Zelle %L1</translation>
    </message>
    <message>
        <source>Cell %L1</source>
        <translation>Zelle %L1</translation>
    </message>
    <message>
        <source>Line %L1</source>
        <translation>Zeile %L1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FoundPage</name>
    <message>
        <source>%1, a project</source>
        <translation>%1, ein Projekt</translation>
    </message>
    <message>
        <source>%1, a folder</source>
        <translation>%1, ein Ordner</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Opened, %1</source>
        <translation>Geöffnet, %1</translation>
    </message>
    <message>
        <source>Changed, %1</source>
        <translation>Geändert, %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Project and folder</source>
        <translation>Projekt und Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Starting and closing</source>
        <translation>Starten und Schließen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>A new language is used from the next start on.</source>
        <translation>Eine neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Start Tideline when I &amp;log in</source>
        <translation>Tideline &amp;bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>Start &amp;hidden, with the tray icon alone</source>
        <translation>&amp;Verborgen starten, nur mit dem Symbol im Systembereich</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>Im Systembereich &amp;weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Only where a tray shows the icon; without one, closing the window ends Tideline.</source>
        <translation>Nur wo ein Systembereich das Symbol zeigt; ohne einen beendet das Schließen des Fensters Tideline.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Not in this window: it was started for a picture.</source>
        <translation>Nicht in diesem Fenster: Es wurde für ein Bild gestartet.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GuardDialog</name>
    <message>
        <source>Stopped to be safe</source>
        <translation>Sicherheitshalber angehalten</translation>
    </message>
    <message>
        <source>Is this meant?</source>
        <translation>Ist das so gemeint?</translation>
    </message>
    <message>
        <source>%1
Nothing was done yet. What is deleted here stays in the project&apos;s trash for 30 days, and the cloud keeps its history.</source>
        <translation>%1
Es wurde noch nichts getan. Was hier gelöscht wird, bleibt 30 Tage im Papierkorb des Projekts, und die Cloud behält seinen Verlauf.</translation>
    </message>
    <message>
        <source>Path in %1</source>
        <translation>Pfad in %1</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Was geschehen würde</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The plan is too long to be listed.</source>
        <translation>Der Plan ist zu lang, um ihn aufzulisten.</translation>
    </message>
    <message>
        <source>No, change nothing</source>
        <translation>Nein, nichts ändern</translation>
    </message>
    <message>
        <source>Yes, do it</source>
        <translation>Ja, ausführen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GuardQuestion</name>
    <message>
        <source>Show the list…</source>
        <translation>Liste zeigen …</translation>
    </message>
    <message>
        <source>Allow deleting</source>
        <translation>Löschen erlauben</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>tideline::ui::HexView</name>
    <message>
        <source>This file is empty.</source>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>Copied the line.</source>
        <translation>Zeile kopiert.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Histogram</name>
    <message>
        <source>Histogram. Most values, %1, lie between %2 and %3.</source>
        <translation>Histogramm. Die meisten Werte, %1, liegen zwischen %2 und %3.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln times</source>
        <translation>
            <numerusform>%1: %Ln-mal</numerusform>
            <numerusform>%1: %Ln-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>No histogram</source>
        <translation>Kein Histogramm</translation>
    </message>
    <message>
        <source>Commonest values. %1</source>
        <translation>Häufigste Werte. %1</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 bis %2: %3</translation>
    </message>
</context>
<context>
    <name>tideline::ui::HistoryDialog</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>History of “%1”</source>
        <translation>Verlauf von „%1“</translation>
    </message>
    <message>
        <source>Every sync that changed something is a moment one can go back to. A moment with a name is easily found again.</source>
        <translation>Jede Synchronisierung, die etwas geändert hat, ist ein Zeitpunkt, zu dem man zurückkehren kann. Einer mit Namen ist leicht wiederzufinden.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1 (live)</source>
        <translation>%1 (live)</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Vom</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>No moment has a name yet.</source>
        <translation>Noch hat kein Zeitpunkt einen Namen.</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Go back to this moment…</source>
        <translation>Zu diesem Zeitpunkt zurückkehren …</translation>
    </message>
    <message>
        <source>Take the name away</source>
        <translation>Namen wegnehmen</translation>
    </message>
    <message>
        <source>Name for this moment</source>
        <translation>Name für diesen Zeitpunkt</translation>
    </message>
    <message>
        <source>Message (what it is good for)</source>
        <translation>Nachricht (wofür er gut ist)</translation>
    </message>
    <message>
        <source>Give the name</source>
        <translation>Namen geben</translation>
    </message>
    <message numerus="yes">
        <source>The newest %Ln moments; `tide log` lists all.</source>
        <translation>
            <numerusform>Der neueste Zeitpunkt; `tide log` listet alle.</numerusform>
            <numerusform>Die neuesten %Ln Zeitpunkte; `tide log` listet alle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %L1 · %2</source>
        <translation>Revision %L1 · %2</translation>
    </message>
    <message>
        <source>%1 · “%2”</source>
        <translation>%1 · „%2“</translation>
    </message>
    <message>
        <source>Nothing was synced yet.</source>
        <translation>Es wurde noch nichts synchronisiert.</translation>
    </message>
    <message>
        <source>Only editors and owners of the project may do this.</source>
        <translation>Das dürfen nur Bearbeiter und Besitzer des Projekts.</translation>
    </message>
    <message>
        <source>Not live any more</source>
        <translation>Nicht mehr live</translation>
    </message>
    <message>
        <source>Make it the live one</source>
        <translation>Live schalten</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückkehren</translation>
    </message>
    <message>
        <source>Give “%1” the state of %2?</source>
        <translation>„%1“ auf den Stand von %2 bringen?</translation>
    </message>
    <message>
        <source>All members see it. What was done since stays in the history: one can come back to now in the same way.</source>
        <translation>Alle Mitglieder sehen es. Was seither getan wurde, bleibt im Verlauf: Man kann auf demselben Weg zum jetzigen Stand zurückkehren.</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>Revision %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::IgnoreDialog</name>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>What this rule matches stays on this computer alone. Rules are those of .gitignore; they stand in .tidelineignore, which is synced.</source>
        <translation>Was zu dieser Regel passt, bleibt allein auf diesem Computer. Die Regeln sind die von .gitignore; sie stehen in .tidelineignore, das synchronisiert wird.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Type a rule.</source>
        <translation>Geben Sie eine Regel ein.</translation>
    </message>
    <message>
        <source>The rule matches “%1”, but that was synced before and goes on being synced. The rule holds for what comes new.</source>
        <translation>Die Regel passt zu „%1“, aber das wurde schon synchronisiert und wird es weiterhin. Die Regel gilt für das, was neu kommt.</translation>
    </message>
    <message>
        <source>“%1” will be ignored.</source>
        <translation>„%1“ wird ignoriert werden.</translation>
    </message>
    <message>
        <source>“%1” is ignored already, by “%2” in %3.</source>
        <translation>„%1“ wird schon ignoriert, durch „%2“ in %3.</translation>
    </message>
    <message>
        <source>The rule does not match “%1”.</source>
        <translation>Die Regel passt nicht zu „%1“.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageDifferenceCanvas</name>
    <message>
        <source>Two images</source>
        <translation>Zwei Bilder</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageDifferenceView</name>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Both images beside each other</source>
        <translation>Beide Bilder nebeneinander</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>A line between both, to be moved</source>
        <translation>Eine Linie zwischen beiden, die sich verschieben lässt</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>Überblenden</translation>
    </message>
    <message>
        <source>One image through the other</source>
        <translation>Ein Bild durch das andere hindurch</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>The pixels that differ</source>
        <translation>Die Pixel, die anders sind</translation>
    </message>
    <message>
        <source>How much of the newer image is seen</source>
        <translation>Wie viel vom neueren Bild zu sehen ist</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageView</name>
    <message>
        <source>Image, %L1 × %L2 pixels</source>
        <translation>Bild, %L1 × %L2 Pixel</translation>
    </message>
    <message>
        <source>%L1 × %L2</source>
        <translation>%L1 × %L2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Frame before</source>
        <translation>Voriges Einzelbild</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Einzelbild</translation>
    </message>
    <message>
        <source>This frame cannot be shown. %1</source>
        <translation>Dieses Einzelbild kann nicht gezeigt werden. %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::InfoActions</name>
    <message>
        <source>no project is shown</source>
        <translation>kein Projekt wird gezeigt</translation>
    </message>
    <message>
        <source>select one file that is on this computer</source>
        <translation>wählen Sie eine Datei aus, die auf diesem Computer ist</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>Pfad kopiert</numerusform>
            <numerusform>%Ln Pfade kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>Link kopiert</numerusform>
            <numerusform>%Ln Links kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Computing the SHA-256 of %1…</source>
        <translation>SHA-256 von %1 wird berechnet …</translation>
    </message>
    <message>
        <source>SHA-256 copied: %1…</source>
        <translation>SHA-256 kopiert: %1…</translation>
    </message>
    <message>
        <source>Select by pattern</source>
        <translation>Nach Muster auswählen</translation>
    </message>
    <message>
        <source>Names like (* and ? stand for anything)</source>
        <translation>Namen wie (* und ? stehen für Beliebiges)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items selected</source>
        <translation>
            <numerusform>%Ln Element ausgewählt</numerusform>
            <numerusform>%Ln Elemente ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Link to revision %L1 copied</source>
        <translation>Link zu Revision %L1 kopiert</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>wählen Sie einen Eintrag aus</translation>
    </message>
    <message>
        <source>a link leads to a project, a folder or a file</source>
        <translation>ein Link führt zu einem Projekt, einem Ordner oder einer Datei</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Inspector</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Show or hide the preview</source>
        <translation>Vorschau zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Quick look (Space)</source>
        <translation>Schnellansicht (Leertaste)</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schnellansicht</translation>
    </message>
    <message>
        <source>Select something to see its details.</source>
        <translation>Wählen Sie etwas aus, um seine Details zu sehen.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>Ihre Rolle</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>Last synced</source>
        <translation>Zuletzt synchronisiert</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Points to</source>
        <translation>Zeigt auf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>may be executed</source>
        <translation>darf ausgeführt werden</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Cloud and here</source>
        <translation>Cloud und hier</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Nur hier</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>Nur Cloud</translation>
    </message>
    <message>
        <source>Rule: %1</source>
        <translation>Regel: %1</translation>
    </message>
    <message>
        <source>Revision %L1</source>
        <translation>Revision %L1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Online now</source>
        <translation>Jetzt online</translation>
    </message>
</context>
<context>
    <name>tideline::ui::InvitationsDialog</name>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>A project that you join is listed under All projects; get a copy here when you want one.</source>
        <translation>Ein Projekt, dem Sie beitreten, steht unter „Alle Projekte“; holen Sie eine Kopie hierher, wenn Sie eine möchten.</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>In</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Join by code</source>
        <translation>Mit Code beitreten</translation>
    </message>
    <message>
        <source>Code of an invitation</source>
        <translation>Code einer Einladung</translation>
    </message>
    <message>
        <source>A code that somebody gave you</source>
        <translation>Ein Code, den Ihnen jemand gegeben hat</translation>
    </message>
    <message>
        <source>Nobody has invited you.</source>
        <translation>Niemand hat Sie eingeladen.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::LineDifferenceView</name>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Both versions beside each other</source>
        <translation>Beide Versionen nebeneinander</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>Eine Spalte</translation>
    </message>
    <message>
        <source>What is gone above what came</source>
        <translation>Was weg ist, über dem, was kam</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Alle Zeilen</translation>
    </message>
    <message>
        <source>Show the equal lines, too</source>
        <translation>Auch die gleichen Zeilen zeigen</translation>
    </message>
    <message>
        <source>Change before (P)</source>
        <translation>Vorige Änderung (P)</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>Nächste Änderung (N)</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>Änderung %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::LinkBar</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This link leads to %1</source>
        <translation>Dieser Link führt zu %1</translation>
    </message>
    <message>
        <source>This link leads to %1, which is not opened from here.</source>
        <translation>Dieser Link führt zu %1, was von hier aus nicht geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::LinksDialog</name>
    <message>
        <source>The whole project</source>
        <translation>Das ganze Projekt</translation>
    </message>
    <message>
        <source>Over since %1</source>
        <translation>Vorbei seit %1</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>this project is not in the cloud</source>
        <translation>dieses Projekt ist nicht in der Cloud</translation>
    </message>
    <message>
        <source>only an owner of the project may do this</source>
        <translation>das darf nur ein Besitzer des Projekts</translation>
    </message>
    <message>
        <source>Share by link</source>
        <translation>Per Link teilen</translation>
    </message>
    <message>
        <source>Links into “%1”</source>
        <translation>Links in „%1“</translation>
    </message>
    <message>
        <source>Whoever has a link reads what it leads to, as it is then, without an account, until the link ends.</source>
        <translation>Wer einen Link hat, liest bis zu dessen Ende ohne Konto, wohin er führt, so wie es dann ist.</translation>
    </message>
    <message>
        <source>There are no links into this project.</source>
        <translation>In dieses Projekt führen keine Links.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>&amp;New link to the whole project</source>
        <translation>&amp;Neuer Link zum ganzen Projekt</translation>
    </message>
    <message>
        <source>&amp;New link to “%1”</source>
        <translation>&amp;Neuer Link zu „%1“</translation>
    </message>
    <message>
        <source>When the link ends</source>
        <translation>Wann der Link endet</translation>
    </message>
    <message numerus="yes">
        <source>Ends in %Ln days</source>
        <translation>
            <numerusform>Endet in %Ln Tag</numerusform>
            <numerusform>Endet in %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ends in a year</source>
        <translation>Endet in einem Jahr</translation>
    </message>
    <message>
        <source>Password of the link</source>
        <translation>Passwort des Links</translation>
    </message>
    <message>
        <source>Password; empty: none is asked for</source>
        <translation>Passwort; leer: es wird keines verlangt</translation>
    </message>
    <message>
        <source>Create and copy</source>
        <translation>Erstellen und kopieren</translation>
    </message>
    <message>
        <source>The new link</source>
        <translation>Der neue Link</translation>
    </message>
    <message>
        <source>Copied. The link is shown this once; it ends on %1.</source>
        <translation>Kopiert. Der Link wird nur dieses eine Mal gezeigt; er endet am %1.</translation>
    </message>
    <message>
        <source>Revoke this link to “%1”?</source>
        <translation>Diesen Link zu „%1“ widerrufen?</translation>
    </message>
    <message>
        <source>Whoever has it reads nothing by it any more. It cannot be given back; a new link is another one.</source>
        <translation>Wer ihn hat, liest damit nichts mehr. Er lässt sich nicht wiederherstellen; ein neuer Link ist ein anderer.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MainWindow</name>
    <message>
        <source>Places and projects</source>
        <translation>Orte und Projekte</translation>
    </message>
    <message>
        <source>Add project</source>
        <translation>Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>Filtern (Strg+F)</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Menu (Alt+M)</source>
        <translation>Menü (Alt+M)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
    <message>
        <source>%1 — Tideline</source>
        <translation>%1 – Tideline</translation>
    </message>
    <message>
        <source>you are not signed in</source>
        <translation>Sie sind nicht angemeldet</translation>
    </message>
    <message>
        <source>Resume syncing</source>
        <translation>Synchronisierung fortsetzen</translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation>Synchronisierung anhalten</translation>
    </message>
    <message>
        <source>this page shows everything itself</source>
        <translation>diese Seite zeigt ohnehin alles</translation>
    </message>
    <message>
        <source>You are not signed in. What is on this computer stays as it is.</source>
        <translation>Sie sind nicht angemeldet. Was auf diesem Computer ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Waits for your yes: %1
Nothing was deleted yet.</source>
        <translation>Wartet auf Ihr Ja: %1
Es wurde noch nichts gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were changed in two places and need you.</source>
        <translation>
            <numerusform>%Ln Datei wurde an zwei Orten geändert und braucht Sie.</numerusform>
            <numerusform>%Ln Dateien wurden an zwei Orten geändert und brauchen Sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Lösen …</translation>
    </message>
    <message>
        <source>This project is in the cloud only. You can look, and open single files.</source>
        <translation>Dieses Projekt ist nur in der Cloud. Sie können es ansehen und einzelne Dateien öffnen.</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>Kopie hierher holen …</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Stop syncing here…</source>
        <translation>Hier nicht mehr synchronisieren …</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Teilen …</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Verlauf …</translation>
    </message>
    <message>
        <source>Stop syncing</source>
        <translation>Nicht mehr synchronisieren</translation>
    </message>
    <message>
        <source>Stop syncing “%1” on this computer?</source>
        <translation>„%1“ auf diesem Computer nicht mehr synchronisieren?</translation>
    </message>
    <message>
        <source>The files stay in %1, and the project stays in the cloud.</source>
        <translation>Die Dateien bleiben in %1, und das Projekt bleibt in der Cloud.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>You may only read this project. What you change here stays on this computer.</source>
        <translation>Sie dürfen dieses Projekt nur lesen. Was Sie hier ändern, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Name a version</source>
        <translation>Version benennen</translation>
    </message>
    <message>
        <source>Name of “%1” as it was in revision %L2</source>
        <translation>Name für „%1“, wie es in Revision %L2 war</translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>Trotzdem synchronisieren</translation>
    </message>
    <message>
        <source>Share by link…</source>
        <translation>Per Link teilen …</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ManagedWords</name>
    <message>
        <source>Set by your administrator (%1)</source>
        <translation>Von Ihrer Administration festgelegt (%1)</translation>
    </message>
    <message>
        <source>Set by your administrator (%1): %2</source>
        <translation>Von Ihrer Administration festgelegt (%1): %2</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MarksPage</name>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Nothing has a star yet.

Ctrl+Shift+D gives one to a file, a folder or a project; it is then always at hand here.</source>
        <translation>Noch hat nichts einen Stern.

Strg+Umschalt+D gibt einer Datei, einem Ordner oder einem Projekt einen; dann ist es hier immer zur Hand.</translation>
    </message>
    <message>
        <source>Nothing was opened or changed in the last 30 days.</source>
        <translation>In den letzten 30 Tagen wurde nichts geöffnet oder geändert.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MembersDialog</name>
    <message>
        <source>Whoever has the code</source>
        <translation>Wer den Code hat</translation>
    </message>
    <message>
        <source>Invited until %1</source>
        <translation>Eingeladen bis %1</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>By an organisation</source>
        <translation>Durch eine Organisation</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Share “%1”</source>
        <translation>„%1“ teilen</translation>
    </message>
    <message>
        <source>Who can see this project, and what each of them may do.</source>
        <translation>Wer dieses Projekt sehen kann und was jeder davon darf.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Role of the one that is selected</source>
        <translation>Rolle des ausgewählten Mitglieds</translation>
    </message>
    <message>
        <source>Name of a user; empty: a code for whoever gets it</source>
        <translation>Name eines Benutzers; leer: ein Code für den, der ihn bekommt</translation>
    </message>
    <message>
        <source>Days that the invitation holds</source>
        <translation>Tage, die die Einladung gilt</translation>
    </message>
    <message numerus="yes">
        <source> days</source>
        <comment>after a number</comment>
        <translation>
            <numerusform> Tag</numerusform>
            <numerusform> Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>The code is shown this once. Give it to one person only; it ends with the invitation.</source>
        <translation>Der Code wird nur dieses eine Mal gezeigt. Geben Sie ihn nur einer Person; er endet mit der Einladung.</translation>
    </message>
    <message>
        <source>The invitation&apos;s code</source>
        <translation>Der Code der Einladung</translation>
    </message>
    <message>
        <source>&amp;Invite somebody</source>
        <translation>&amp;Jemanden einladen</translation>
    </message>
    <message>
        <source>Only an owner of the project may do this.</source>
        <translation>Das darf nur ein Besitzer des Projekts.</translation>
    </message>
    <message>
        <source>Take the invitation back</source>
        <translation>Einladung zurückziehen</translation>
    </message>
    <message>
        <source>Leave the project…</source>
        <translation>Projekt verlassen …</translation>
    </message>
    <message>
        <source>Take out…</source>
        <translation>Herausnehmen …</translation>
    </message>
    <message>
        <source>This person is a member of the organisation that owns the project.</source>
        <translation>Diese Person ist Mitglied der Organisation, der das Projekt gehört.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Leave “%1”?</source>
        <translation>„%1“ verlassen?</translation>
    </message>
    <message>
        <source>Take %1 out of “%2”?</source>
        <translation>%1 aus „%2“ herausnehmen?</translation>
    </message>
    <message>
        <source>The files on this computer stay. They are not synced any more until somebody invites you again.</source>
        <translation>Die Dateien auf diesem Computer bleiben. Sie werden nicht mehr synchronisiert, bis jemand Sie wieder einlädt.</translation>
    </message>
    <message>
        <source>The files on that person&apos;s computers stay there. They are not synced any more.</source>
        <translation>Die Dateien auf den Computern dieser Person bleiben dort. Sie werden nicht mehr synchronisiert.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MergeSaver</name>
    <message>
        <source>A version cannot be read: %1.</source>
        <translation>Eine Version kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The merged file cannot be written: %1.</source>
        <translation>Die zusammengeführte Datei kann nicht geschrieben werden: %1.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MergeView</name>
    <message>
        <source>What will be saved</source>
        <translation>Was gespeichert wird</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Take yours here (1)</source>
        <translation>Hier Ihre nehmen (1)</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>Take what was there before (2)</source>
        <translation>Nehmen, was vorher da war (2)</translation>
    </message>
    <message>
        <source>Cloud&apos;s</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Take the cloud&apos;s here (3)</source>
        <translation>Hier die der Cloud nehmen (3)</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Take yours, and then the cloud&apos;s (4)</source>
        <translation>Ihre nehmen und danach die der Cloud (4)</translation>
    </message>
    <message>
        <source>Change before (P)</source>
        <translation>Vorige Änderung (P)</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>Nächste Änderung (N)</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>Änderung %1 von %2</translation>
    </message>
    <message>
        <source>everything is decided</source>
        <translation>alles ist entschieden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts to decide</source>
        <translation>
            <numerusform>%Ln Konflikt zu entscheiden</numerusform>
            <numerusform>%Ln Konflikte zu entscheiden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::NameDelegate</name>
    <message>
        <source>New name of %1</source>
        <translation>Neuer Name von %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>A server on this computer is always asked straight.</source>
        <translation>Ein Server auf diesem Computer wird immer direkt gefragt.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>For a server whose certificate your organisation has signed itself. The system&apos;s certificates count beside it.</source>
        <translation>Für einen Server, dessen Zertifikat Ihre Organisation selbst ausgestellt hat. Die Zertifikate des Systems gelten daneben weiter.</translation>
    </message>
    <message>
        <source>&amp;Try the connection</source>
        <translation>&amp;Verbindung prüfen</translation>
    </message>
    <message>
        <source>As the system says (https_proxy)</source>
        <translation>Wie das System es sagt (https_proxy)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>Dieser:</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>http://proxy.example.org:3128</source>
        <translation>http://proxy.example.org:3128</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>Where it asks for one</source>
        <translation>Wenn er danach fragt</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;File of certificates</source>
        <translation>&amp;Datei mit Zertifikaten</translation>
    </message>
    <message>
        <source>None of our own</source>
        <translation>Keine eigenen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose the file of certificates</source>
        <translation>Datei mit Zertifikaten auswählen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Kept; type another one to replace it</source>
        <translation>Gespeichert; zum Ersetzen ein anderes eingeben</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <translation>%1 antwortet.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Of everything that Tideline sends and receives on this computer, for all projects together.</source>
        <translation>Von allem, was Tideline auf diesem Computer sendet und empfängt, für alle Projekte zusammen.</translation>
    </message>
    <message>
        <source> kB/s</source>
        <translation> kB/s</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Up&amp;loads at most</source>
        <translation>&amp;Hochladen höchstens</translation>
    </message>
    <message>
        <source>&amp;Downloads at most</source>
        <translation>He&amp;runterladen höchstens</translation>
    </message>
    <message>
        <source>&amp;Only from</source>
        <translation>&amp;Nur von</translation>
    </message>
    <message>
        <source>Limits begin</source>
        <translation>Beginn der Grenzen</translation>
    </message>
    <message>
        <source>Limits end</source>
        <translation>Ende der Grenzen</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>This &amp;computer&apos;s</source>
        <translation>Das dieses &amp;Computers</translation>
    </message>
    <message>
        <source>Choose the file with this computer&apos;s certificate and key</source>
        <translation>Datei mit Zertifikat und Schlüssel dieses Computers wählen</translation>
    </message>
    <message>
        <source>For a server that asks each computer for a certificate: a PEM file that holds it, and its key without a passphrase.</source>
        <translation>Für einen Server, der von jedem Computer ein Zertifikat verlangt: eine PEM-Datei mit dem Zertifikat und seinem Schlüssel ohne Passwort.</translation>
    </message>
    <message>
        <source>Metered networks</source>
        <translation>Getaktete Netze</translation>
    </message>
    <message>
        <source>A phone&apos;s hotspot, say. Tideline knows of it where this computer&apos;s network service tells.</source>
        <translation>Der Hotspot eines Telefons etwa. Tideline weiß davon, wo der Netzwerkdienst dieses Computers es sagt.</translation>
    </message>
    <message>
        <source>Wait, until you sync anyway</source>
        <translation>Warten, bis Sie trotzdem synchronisieren</translation>
    </message>
    <message>
        <source>Sync as usual</source>
        <translation>Wie sonst synchronisieren</translation>
    </message>
    <message>
        <source>On metered networks</source>
        <translation>In getakteten Netzen</translation>
    </message>
    <message>
        <source>On &amp;metered networks</source>
        <translation>In &amp;getakteten Netzen</translation>
    </message>
    <message>
        <source>Hours of the limits</source>
        <translation>Stunden der Grenzen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::NotebookView</name>
    <message>
        <source>Notebook</source>
        <translation>Notebook</translation>
    </message>
    <message>
        <source>Some cells cannot be read. %1</source>
        <translation>Einige Zellen können nicht gelesen werden. %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cells</source>
        <translation>
            <numerusform>%Ln Zelle</numerusform>
            <numerusform>%Ln Zellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln cells are shown.</source>
        <translation>
            <numerusform>Nur die erste Zelle wird gezeigt.</numerusform>
            <numerusform>Nur die ersten %Ln Zellen werden gezeigt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>&amp;Tell me of conflicts, and of questions that hold a sync up</source>
        <translation>Konflikte und Fragen, die eine Synchronisierung aufhalten, &amp;melden</translation>
    </message>
    <message>
        <source>The tray icon and the status bar show them in any case. What just goes well is never announced.</source>
        <translation>Das Symbol im Systembereich und die Statusleiste zeigen sie auf jeden Fall. Was einfach gelingt, wird nie gemeldet.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::OpenActions</name>
    <message>
        <source>it is in the cloud only</source>
        <translation>es ist nur in der Cloud</translation>
    </message>
    <message>
        <source>no project is shown</source>
        <translation>kein Projekt wird gezeigt</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>wählen Sie einen Eintrag aus</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>No program opens this kind of file.</source>
        <translation>Kein Programm öffnet diese Art von Datei.</translation>
    </message>
    <message>
        <source>Choose one with “Open with”.</source>
        <translation>Wählen Sie eines unter „Öffnen mit“.</translation>
    </message>
    <message>
        <source>Fetching %1…</source>
        <translation>%1 wird geholt …</translation>
    </message>
    <message>
        <source>Fetching %1 — %L2 %</source>
        <translation>%1 wird geholt – %L2 %</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>Öffnen mit</translation>
    </message>
</context>
<context>
    <name>tideline::ui::OutputsPanel</name>
    <message>
        <source>Outputs of a cell</source>
        <translation>Ausgaben einer Zelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the outputs</source>
        <translation>Ausgaben schließen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Cell %L1, before and after</source>
        <translation>Zelle %L1, vorher und nachher</translation>
    </message>
    <message>
        <source>There is no such cell in this version.</source>
        <translation>In dieser Version gibt es diese Zelle nicht.</translation>
    </message>
    <message>
        <source>This cell cannot be shown.</source>
        <translation>Diese Zelle kann nicht gezeigt werden.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PageColumn</name>
    <message>
        <source>The picture of a page is broken.</source>
        <translation>Das Bild einer Seite ist beschädigt.</translation>
    </message>
    <message>
        <source>This file has no pages.</source>
        <translation>Diese Datei hat keine Seiten.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PagesView</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Some pages cannot be drawn. %1</source>
        <translation>Einige Seiten können nicht gezeichnet werden. %1</translation>
    </message>
    <message>
        <source>Page %L1 of %L2</source>
        <translation>Seite %L1 von %L2</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pages</source>
        <translation>
            <numerusform>%Ln Seite</numerusform>
            <numerusform>%Ln Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Found on page %1.</source>
        <translation>Auf Seite %1 gefunden.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PathBar</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Path to go to</source>
        <translation>Pfad, zu dem gewechselt wird</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Folders between</source>
        <translation>Ordner dazwischen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PauseMenu</name>
    <message>
        <source>Pause syncing</source>
        <translation>Synchronisierung anhalten</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>Bis morgen früh</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Bis ich fortsetze</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PresenceLabel</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Online now: %1</source>
        <translation>Jetzt online: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Find in this file (Ctrl+F)</source>
        <translation>In dieser Datei suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>This file cannot be shown</source>
        <translation>Diese Datei kann nicht gezeigt werden</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProblemsDialog</name>
    <message>
        <source>Not synced</source>
        <translation>Nicht synchronisiert</translation>
    </message>
    <message>
        <source>Everything else goes on; one bad file blocks nothing.</source>
        <translation>Alles andere läuft weiter; eine schlechte Datei hält nichts auf.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Everything is synced.</source>
        <translation>Alles ist synchronisiert.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProgramDialog</name>
    <message>
        <source>Open with</source>
        <translation>Öffnen mit</translation>
    </message>
    <message>
        <source>Which program shall open “%1”?</source>
        <translation>Welches Programm soll „%1“ öffnen?</translation>
    </message>
    <message numerus="yes">
        <source>Which program shall open these %Ln files?</source>
        <translation>
            <numerusform>Welches Programm soll diese %Ln Datei öffnen?</numerusform>
            <numerusform>Welches Programm soll diese %Ln Dateien öffnen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search programs</source>
        <translation>Programme suchen</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProjectsPage</name>
    <message>
        <source>In the cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>%1, %L2 %</source>
        <translation>%1, %L2 %</translation>
    </message>
    <message>
        <source>Cloud and here</source>
        <translation>Cloud und hier</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Nur hier</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>Nur Cloud</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>Kopie hierher holen …</translation>
    </message>
    <message>
        <source>Add project…</source>
        <translation>Projekt hinzufügen …</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Mit mir geteilt</translation>
    </message>
    <message>
        <source>No project is named like “%1”.</source>
        <translation>Kein Projekt heißt so ähnlich wie „%1“.</translation>
    </message>
    <message>
        <source>Sign in to see your projects.</source>
        <translation>Melden Sie sich an, um Ihre Projekte zu sehen.</translation>
    </message>
    <message>
        <source>No project is on this computer yet.

Open one under “All projects”, or add a folder of yours.</source>
        <translation>Auf diesem Computer ist noch kein Projekt.

Öffnen Sie eines unter „Alle Projekte“, oder fügen Sie einen Ordner hinzu.</translation>
    </message>
    <message>
        <source>No projects yet.

Add a folder of yours: it is then in the cloud, here, and always up to date.</source>
        <translation>Noch keine Projekte.

Fügen Sie einen Ordner hinzu: Dann ist er in der Cloud, hier und immer aktuell.</translation>
    </message>
    <message>
        <source>No project was shared with you yet.

One whom you ask for it invites you under “Share”.</source>
        <translation>Mit Ihnen wurde noch kein Projekt geteilt.

Wen Sie darum bitten, der lädt Sie unter „Teilen“ ein.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PropertiesDialog</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln Element</numerusform>
            <numerusform>%Ln Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Zugriffsrechte</translation>
    </message>
    <message>
        <source>May be run as a program</source>
        <translation>Darf als Programm ausgeführt werden</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Compute the SHA-256</source>
        <translation>SHA-256 berechnen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the SHA-256</source>
        <translation>SHA-256 kopieren</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuickLook</name>
    <message>
        <source>Entry before (Up)</source>
        <translation>Voriger Eintrag (Hoch)</translation>
    </message>
    <message>
        <source>Next entry (Down)</source>
        <translation>Nächster Eintrag (Runter)</translation>
    </message>
    <message>
        <source>Close (Space)</source>
        <translation>Schließen (Leertaste)</translation>
    </message>
    <message>
        <source>This is a folder. Enter opens it.</source>
        <translation>Das ist ein Ordner. Die Eingabetaste öffnet ihn.</translation>
    </message>
    <message>
        <source>This file is in the cloud only, and cannot be looked at from here.</source>
        <translation>Diese Datei ist nur in der Cloud und kann von hier aus nicht angesehen werden.</translation>
    </message>
    <message>
        <source>This is a link to %1.</source>
        <translation>Das ist eine Verknüpfung mit %1.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuitQuestion</name>
    <message numerus="yes">
        <source>%Ln files of “%1” are not in the cloud yet.</source>
        <translation>
            <numerusform>%Ln Datei von „%1“ ist noch nicht in der Cloud.</numerusform>
            <numerusform>%Ln Dateien von „%1“ sind noch nicht in der Cloud.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes in “%1” are not in the cloud yet.</source>
        <translation>Änderungen in „%1“ sind noch nicht in der Cloud.</translation>
    </message>
    <message>
        <source>Quit Tideline</source>
        <translation>Tideline beenden</translation>
    </message>
    <message>
        <source>They stay on this computer, and go up when Tideline runs again.</source>
        <translation>Sie bleiben auf diesem Computer und werden hochgeladen, wenn Tideline wieder läuft.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Fertigstellen, dann beenden</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Tideline quits when everything is in the cloud.</source>
        <translation>Tideline wird beendet, wenn alles in der Cloud ist.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuotaStrip</name>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 belegt</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 belegt</translation>
    </message>
    <message>
        <source>Full: %1</source>
        <translation>Voll: %1</translation>
    </message>
    <message>
        <source>Nearly full: %1</source>
        <translation>Fast voll: %1</translation>
    </message>
    <message>
        <source>%1 of %2 in the cloud</source>
        <translation>%1 von %2 in der Cloud</translation>
    </message>
    <message>
        <source>Space in the cloud: %1</source>
        <translation>Platz in der Cloud: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ReleaseNotesDialog</name>
    <message>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
</context>
<context>
    <name>tideline::ui::RichView</name>
    <message>
        <source>Formatted text</source>
        <translation>Formatierter Text</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SearchBar</name>
    <message>
        <source>Find in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>Von vorn</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SearchPage</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>A part of the name, or a shape: *.csv</source>
        <translation>Ein Teil des Namens oder ein Muster: *.csv</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>Wo gesucht wird</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>In “%1”</source>
        <translation>In „%1“</translation>
    </message>
    <message>
        <source>Type a part of a name to find files, folders and projects.

All words count, in any order; capitals and accents do not. * stands for anything.</source>
        <translation>Geben Sie einen Teil eines Namens ein, um Dateien, Ordner und Projekte zu finden.

Alle Wörter zählen, in beliebiger Reihenfolge; Großschreibung und Akzente nicht. * steht für Beliebiges.</translation>
    </message>
    <message>
        <source>Nothing is named like “%1”.</source>
        <translation>Nichts heißt so ähnlich wie „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries found.</source>
        <translation>
            <numerusform>%Ln Eintrag gefunden.</numerusform>
            <numerusform>%Ln Einträge gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects in the cloud only were not looked through.</source>
        <translation>
            <numerusform>%Ln Projekt, das nur in der Cloud ist, wurde nicht durchsucht.</numerusform>
            <numerusform>%Ln Projekte, die nur in der Cloud sind, wurden nicht durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Inside files</source>
        <translation>In Dateien</translation>
    </message>
    <message>
        <source>Find files by the words in them: code, notes, tables and notebooks on this computer</source>
        <translation>Dateien nach den Wörtern darin finden: Code, Notizen, Tabellen und Notebooks auf diesem Computer</translation>
    </message>
    <message>
        <source>Words in the file, or a “phrase” in quotes</source>
        <translation>Wörter in der Datei, oder eine „Wortfolge“ in Anführungszeichen</translation>
    </message>
    <message>
        <source>Search inside files</source>
        <translation>In Dateien suchen</translation>
    </message>
    <message>
        <source>Type words to find the files that hold them: code, notes, tables and notebooks on this computer.

All words count, in any order; the last may be the beginning of one. Words in quotes stand together.</source>
        <translation>Geben Sie Wörter ein, um die Dateien zu finden, in denen sie stehen: Code, Notizen, Tabellen und Notebooks auf diesem Computer.

Alle Wörter zählen, in beliebiger Reihenfolge; das letzte darf ein Wortanfang sein. Wörter in Anführungszeichen stehen hintereinander.</translation>
    </message>
    <message>
        <source>No file holds “%1”.</source>
        <translation>In keiner Datei steht „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files found.</source>
        <translation>
            <numerusform>%Ln Datei gefunden.</numerusform>
            <numerusform>%Ln Dateien gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files are still being read.</source>
        <translation>Dateien werden noch gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Still being read: %Ln files left.</source>
        <translation>
            <numerusform>Wird noch gelesen: %Ln Datei fehlt.</numerusform>
            <numerusform>Wird noch gelesen: %Ln Dateien fehlen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were not looked into: there is too much text.</source>
        <translation>
            <numerusform>%Ln Datei wurde nicht durchsucht: Es ist zu viel Text.</numerusform>
            <numerusform>%Ln Dateien wurden nicht durchsucht: Es ist zu viel Text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ServiceState</name>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Finds settings on all pages by their words (%1)</source>
        <translation>Findet Einstellungen auf allen Seiten nach ihren Wörtern (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln gefunden</numerusform>
            <numerusform>%Ln gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>Nichts gefunden für „%1“</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsTransfer</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>Nothing was changed: %Ln settings of the file cannot be taken.</source>
        <translation>
            <numerusform>Es wurde nichts geändert: %Ln Einstellung der Datei kann nicht übernommen werden.</numerusform>
            <numerusform>Es wurde nichts geändert: %Ln Einstellungen der Datei können nicht übernommen werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SetupRun</name>
    <message>
        <source>The folder cannot be made.</source>
        <translation>Der Ordner kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Go back, and choose another.</source>
        <translation>Gehen Sie zurück, und wählen Sie einen anderen.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Shortcuts</name>
    <message>
        <source>No key was pressed.</source>
        <translation>Es wurde keine Taste gedrückt.</translation>
    </message>
    <message>
        <source>This key types a letter. Hold Ctrl or Alt with it.</source>
        <translation>Diese Taste schreibt einen Buchstaben. Halten Sie Strg oder Alt dazu gedrückt.</translation>
    </message>
    <message>
        <source>This key moves about in the window.</source>
        <translation>Diese Taste bewegt sich im Fenster.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find an action or its keys</source>
        <translation>Eine Aktion oder ihre Tasten finden</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Eine Aktion finden</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>&amp;No keys</source>
        <translation>&amp;Keine Tasten</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>&amp;All to their defaults</source>
        <translation>&amp;Alle auf ihre Vorgaben</translation>
    </message>
    <message>
        <source>&amp;Use them here</source>
        <translation>&amp;Hier verwenden</translation>
    </message>
    <message>
        <source>%1 is of “%2” now. Give that one other keys first.</source>
        <translation>%1 gehört jetzt zu „%2“. Geben Sie jener Aktion zuerst andere Tasten.</translation>
    </message>
    <message>
        <source>Keys of “%1”</source>
        <translation>Tasten von „%1“</translation>
    </message>
    <message>
        <source>%1 is of “%2”, which would then have none.</source>
        <translation>%1 gehört zu „%2“, das dann keine Tasten mehr hätte.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SidebarModel</name>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Mit mir geteilt</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>%1, %Ln wartet</numerusform>
            <numerusform>%1, %Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to your cloud</source>
        <translation>Bei Ihrer Cloud anmelden</translation>
    </message>
    <message>
        <source>Your projects are then here and there, always the same, also when you are offline.</source>
        <translation>Ihre Projekte sind dann hier und dort, immer gleich, auch wenn Sie offline sind.</translation>
    </message>
    <message>
        <source>https://tideline.example.org</source>
        <translation>https://tideline.example.org</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation>Das ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
        <source>Write it like https://tideline.example.org or localhost:8080.</source>
        <translation>Schreiben Sie sie wie https://tideline.example.org oder localhost:8080.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Use &amp;another account</source>
        <translation>Ein anderes &amp;Konto verwenden</translation>
    </message>
    <message>
        <source>You are signed in to %1 as %2.</source>
        <translation>Sie sind bei %1 als %2 angemeldet.</translation>
    </message>
    <message>
        <source>You sign in to %1. This computer keeps no password, only a sign-in that can be taken back.</source>
        <translation>Sie melden sich bei %1 an. Dieser Computer bewahrt kein Passwort auf, nur eine Anmeldung, die sich zurücknehmen lässt.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInWays</name>
    <message>
        <source>Ways of signing in</source>
        <translation>Arten der Anmeldung</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Im Browser</translation>
    </message>
    <message>
        <source>By a code</source>
        <translation>Mit einem Code</translation>
    </message>
    <message>
        <source>With a token</source>
        <translation>Mit Token</translation>
    </message>
    <message>
        <source>With a password</source>
        <translation>Mit Passwort</translation>
    </message>
    <message>
        <source>A page of the server opens in your browser. Sign in there, and you are signed in here.</source>
        <translation>Im Browser öffnet sich eine Seite des Servers. Melden Sie sich dort an, dann sind Sie hier angemeldet.</translation>
    </message>
    <message>
        <source>&amp;Copy the code</source>
        <translation>Code &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Open the page here</source>
        <translation>Seite hier &amp;öffnen</translation>
    </message>
    <message>
        <source>Paste your token</source>
        <translation>Fügen Sie Ihr Token ein</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Whoever runs the server makes one for you.</source>
        <translation>Wer den Server betreibt, erstellt eines für Sie.</translation>
    </message>
    <message>
        <source>tideline-server token create USER</source>
        <translation>tideline-server token create USER</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>Get a code</source>
        <translation>Code holen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>Warten auf den Browser …</translation>
    </message>
    <message>
        <source>Waiting for the code…</source>
        <translation>Warten auf den Code …</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>The code is %1</source>
        <translation>Der Code ist %1</translation>
    </message>
    <message>
        <source>For a computer without a browser: a code appears here, and you type it on a page of the server, on any computer or phone.</source>
        <translation>Für einen Computer ohne Browser: Hier erscheint ein Code, und Sie geben ihn auf einer Seite des Servers ein, an irgendeinem Computer oder Telefon.</translation>
    </message>
    <message>
        <source>Open %1 on any computer or phone, sign in, and type this code:</source>
        <translation>Öffnen Sie %1 an irgendeinem Computer oder Telefon, melden Sie sich an, und geben Sie diesen Code ein:</translation>
    </message>
    <message>
        <source>&amp;Copy the address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>Sign in on the page that opens in your browser. If none does, copy its address into one.</source>
        <translation>Melden Sie sich auf der Seite an, die sich im Browser öffnet. Wenn keine erscheint, kopieren Sie ihre Adresse in einen Browser.</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the address into one that runs on this computer, or sign in another way.</source>
        <translation>Es konnte kein Browser geöffnet werden. Kopieren Sie die Adresse in einen, der auf diesem Computer läuft, oder melden Sie sich auf einem anderen Weg an.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::StatusStrip</name>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Online: %1</source>
        <translation>Online: %1</translation>
    </message>
    <message>
        <source>Offline: %1</source>
        <translation>Offline: %1</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln Konflikt</numerusform>
            <numerusform>%Ln Konflikte</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide what to keep</source>
        <translation>Entscheiden, was bleibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what could not be synced</source>
        <translation>Zeigen, was nicht synchronisiert werden konnte</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SummaryPage</name>
    <message>
        <source>To do</source>
        <translation>Steht an</translation>
    </message>
    <message>
        <source>Being done</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This will be done</source>
        <translation>Das wird getan</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Not all of it could be done. What is done stays, and is not done again.</source>
        <translation>Nicht alles davon ist gelungen. Was erledigt ist, bleibt und wird nicht noch einmal getan.</translation>
    </message>
    <message>
        <source>All is set up</source>
        <translation>Alles ist eingerichtet</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Wird eingerichtet …</translation>
    </message>
    <message>
        <source>Not all is set up</source>
        <translation>Nicht alles ist eingerichtet</translation>
    </message>
    <message>
        <source>&amp;Open Tideline</source>
        <translation>Tideline &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>What has no tick yet is done when you press “Set up”.</source>
        <translation>Was noch keinen Haken hat, geschieht, wenn Sie auf „Einrichten“ drücken.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SyncActions</name>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>the project is not both here and in the cloud</source>
        <translation>das Projekt ist nicht zugleich hier und in der Cloud</translation>
    </message>
    <message>
        <source>it is here already, or not in the cloud</source>
        <translation>es ist schon hier oder nicht in der Cloud</translation>
    </message>
    <message>
        <source>only what is here and in the cloud can be freed</source>
        <translation>nur was hier und in der Cloud ist, kann freigegeben werden</translation>
    </message>
    <message>
        <source>it is in the cloud only</source>
        <translation>es ist nur in der Cloud</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>wählen Sie einen Eintrag aus</translation>
    </message>
    <message>
        <source>it is synced</source>
        <translation>es ist synchron</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln Element</numerusform>
            <numerusform>%Ln Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>keeping %1 here</source>
        <translation>Hier behalten: %1</translation>
    </message>
    <message>
        <source>freeing of %1</source>
        <translation>Freigeben: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files stay here: %1</source>
        <translation>
            <numerusform>%Ln Datei bleibt hier: %1</numerusform>
            <numerusform>%Ln Dateien bleiben hier: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files will be kept here</source>
        <translation>
            <numerusform>%Ln Datei wird hier behalten</numerusform>
            <numerusform>%Ln Dateien werden hier behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 freed: %Ln files are in the cloud only</source>
        <translation>
            <numerusform>%1 freigegeben: %Ln Datei ist nur in der Cloud</numerusform>
            <numerusform>%1 freigegeben: %Ln Dateien sind nur in der Cloud</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is in .tidelineignore at the project&apos;s root</source>
        <translation>„%1“ steht in .tidelineignore im obersten Ordner des Projekts</translation>
    </message>
    <message>
        <source>it is no file that is on its way</source>
        <translation>es ist keine Datei, die unterwegs ist</translation>
    </message>
    <message>
        <source>“%1” is the same on both sides already</source>
        <translation>„%1“ ist auf beiden Seiten schon gleich</translation>
    </message>
    <message>
        <source>“%1” is synced again</source>
        <translation>„%1“ wird wieder synchronisiert</translation>
    </message>
    <message>
        <source>“%1” is left out until its next edit, or until you sync it again</source>
        <translation>„%1“ bleibt außen vor bis zur nächsten Änderung, oder bis Sie es wieder synchronisieren</translation>
    </message>
    <message>
        <source>it is not on its way</source>
        <translation>es ist nicht unterwegs</translation>
    </message>
    <message>
        <source>“%1” goes before all others</source>
        <translation>„%1“ kommt vor allen anderen dran</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>Synchronisierung</translation>
    </message>
    <message>
        <source>New projects</source>
        <translation>Neue Projekte</translation>
    </message>
    <message>
        <source>Folder for projects of the cloud</source>
        <translation>Ordner für Projekte der Cloud</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose the folder for projects</source>
        <translation>Ordner für Projekte auswählen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Copies of projects of the cloud go below it, each in a folder of its own name. Those that are here stay where they are.</source>
        <translation>Kopien von Projekten der Cloud kommen darunter, jede in einen Ordner ihres Namens. Die schon hier sind, bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>What a folder leaves out when it becomes a project</source>
        <translation>Was ein Ordner auslässt, wenn er ein Projekt wird</translation>
    </message>
    <message>
        <source>What .&amp;gitignore files name, too</source>
        <translation>Auch, was .&amp;gitignore-Dateien nennen</translation>
    </message>
    <message>
        <source>The rules are written into the folder&apos;s .tidelineignore, where you can change them for this project. Checkpoints of notebooks, __pycache__, virtual environments, node_modules, .git and editors&apos; temporary files are left out of every project.</source>
        <translation>Die Regeln werden in die Datei .tidelineignore des Ordners geschrieben, wo Sie sie für dieses Projekt ändern können. Checkpoints von Notebooks, __pycache__, virtuelle Umgebungen, node_modules, .git und temporäre Dateien von Editoren werden in jedem Projekt ausgelassen.</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>Der Pfad des Ordners ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/Tideline.</source>
        <translation>Geben Sie ihn von oben an an, wie %1/Tideline.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableDifferenceModel</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>was %1, is %2</source>
        <translation>war %1, ist %2</translation>
    </message>
    <message>
        <source>Row %L1 was added</source>
        <translation>Zeile %L1 wurde hinzugefügt</translation>
    </message>
    <message>
        <source>Row %L1 is gone</source>
        <translation>Zeile %L1 ist weg</translation>
    </message>
    <message>
        <source>Row %L1 was changed</source>
        <translation>Zeile %L1 wurde geändert</translation>
    </message>
    <message>
        <source>This column was added</source>
        <translation>Diese Spalte wurde hinzugefügt</translation>
    </message>
    <message>
        <source>This column is gone</source>
        <translation>Diese Spalte ist weg</translation>
    </message>
    <message>
        <source>Rows are known by this column</source>
        <translation>An dieser Spalte werden Zeilen erkannt</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableDifferenceView</name>
    <message>
        <source>The column that rows are known by</source>
        <translation>Die Spalte, an der Zeilen erkannt werden</translation>
    </message>
    <message>
        <source>Rows by</source>
        <translation>Zeilen nach</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>Zeilen, die sich unterscheiden</translation>
    </message>
    <message numerus="yes">
        <source>~ %Ln changed</source>
        <translation>
            <numerusform>~ %Ln geändert</numerusform>
            <numerusform>~ %Ln geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %Ln added</source>
        <translation>
            <numerusform>+ %Ln hinzugefügt</numerusform>
            <numerusform>+ %Ln hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %Ln removed</source>
        <translation>
            <numerusform>− %Ln entfernt</numerusform>
            <numerusform>− %Ln entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal</source>
        <translation>
            <numerusform>%Ln gleich</numerusform>
            <numerusform>%Ln gleich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln are shown</source>
        <translation>
            <numerusform>nur die erste wird gezeigt</numerusform>
            <numerusform>die ersten %Ln werden gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableModel</name>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>ganze Zahlen</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>nested values</source>
        <translation>geschachtelte Werte</translation>
    </message>
    <message>
        <source>Column %L1</source>
        <translation>Spalte %L1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TablePage</name>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableView</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Some rows cannot be read. %1</source>
        <translation>Einige Zeilen können nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>Figures of the column</source>
        <translation>Kennzahlen der Spalte</translation>
    </message>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows · %1</source>
        <translation>
            <numerusform>%Ln Zeile · %1</numerusform>
            <numerusform>%Ln Zeilen · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln rows · %1</source>
        <translation>
            <numerusform>etwa %Ln Zeile · %1</numerusform>
            <numerusform>etwa %Ln Zeilen · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was copied. %1</source>
        <translation>Es wurde nichts kopiert. %1</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 of %Ln rows.</source>
        <translation>
            <numerusform>%1 von %Ln Zeile kopiert.</numerusform>
            <numerusform>%1 von %Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln rows.</source>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the whole rows</source>
        <translation>Ganze Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy the column</source>
        <translation>Spalte kopieren</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Tabs</name>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Mit mir geteilt</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Suche: %1</translation>
    </message>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>there are %1 tabs already</source>
        <translation>es gibt schon %1 Tabs</translation>
    </message>
    <message>
        <source>there is one tab</source>
        <translation>es gibt nur einen Tab</translation>
    </message>
    <message>
        <source>no folder is selected</source>
        <translation>kein Ordner ist ausgewählt</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TextView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1 code</source>
        <translation>%1-Code</translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln lines</source>
        <translation>
            <numerusform>mehr als %Ln Zeile</numerusform>
            <numerusform>mehr als %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the beginning of this text is shown, as it is very long.</source>
        <translation>Nur der Anfang dieses Textes wird gezeigt, da er sehr lang ist.</translation>
    </message>
    <message>
        <source>The rest of the text cannot be read. %1</source>
        <translation>Der Rest des Textes kann nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>Found in line %1, beyond what is shown.</source>
        <translation>In Zeile %1 gefunden, jenseits des Gezeigten.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TransferPanel</name>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <translation>
            <numerusform>%1 von %Ln Datei</numerusform>
            <numerusform>%1 von %Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files up</source>
        <translation>
            <numerusform>%Ln Datei hoch</numerusform>
            <numerusform>%Ln Dateien hoch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files down</source>
        <translation>
            <numerusform>%Ln Datei herunter</numerusform>
            <numerusform>%Ln Dateien herunter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln verschoben</numerusform>
            <numerusform>%Ln verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln gelöscht</numerusform>
            <numerusform>%Ln gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln Konflikt</numerusform>
            <numerusform>%Ln Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a project, and what was done in it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Hide transfers</source>
        <translation>Übertragungen ausblenden</translation>
    </message>
    <message>
        <source>All activity…</source>
        <translation>Alle Aktivität …</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%L1 percent of %2</source>
        <translation>%L1 Prozent von %2</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Pause this project until it is resumed</source>
        <translation>Dieses Projekt anhalten, bis es fortgesetzt wird</translation>
    </message>
    <message>
        <source>Sync this one now, before the others</source>
        <translation>Dieses jetzt vor den anderen synchronisieren</translation>
    </message>
    <message>
        <source>%1 waits: %2</source>
        <translation>%1 wartet: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait</source>
        <translation>
            <numerusform>%Ln weiteres wartet</numerusform>
            <numerusform>%Ln weitere warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>again in %Ln s</source>
        <translation>
            <numerusform>wieder in %Ln s</numerusform>
            <numerusform>wieder in %Ln s</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync %1 now</source>
        <translation>%1 jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Last changes</source>
        <translation>Letzte Änderungen</translation>
    </message>
    <message>
        <source>Nothing was moved yet.</source>
        <translation>Es wurde noch nichts übertragen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln merged</source>
        <translation>
            <numerusform>%Ln zusammengeführt</numerusform>
            <numerusform>%Ln zusammengeführt</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave this file out, and go on with the others</source>
        <translation>Diese Datei auslassen und mit den anderen weitermachen</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>%1 auslassen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TrashPage</name>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>What a sync removed or replaced here is kept for 30 days. Files that you delete in this window go to the trash of your desktop.</source>
        <translation>Was eine Synchronisierung hier entfernt oder ersetzt hat, bleibt 30 Tage. Dateien, die Sie in diesem Fenster löschen, kommen in den Papierkorb Ihres Desktops.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Tray</name>
    <message>
        <source>Tideline: %1</source>
        <translation>Tideline: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TrayMenu</name>
    <message>
        <source>%1 waits for your yes</source>
        <translation>%1 wartet auf Ihr Ja</translation>
    </message>
    <message>
        <source>Open Tideline</source>
        <translation>Tideline öffnen</translation>
    </message>
    <message>
        <source>Resume syncing</source>
        <translation>Synchronisierung fortsetzen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more transfers</source>
        <translation>
            <numerusform>%Ln weitere Übertragung</numerusform>
            <numerusform>%Ln weitere Übertragungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts: resolve…</source>
        <translation>
            <numerusform>%Ln Konflikt: lösen …</numerusform>
            <numerusform>%Ln Konflikte: lösen …</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>Trotzdem synchronisieren</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeModel</name>
    <message numerus="yes">
        <source>… %Ln more are not shown</source>
        <translation>
            <numerusform>… %Ln weiterer wird nicht gezeigt</numerusform>
            <numerusform>… %Ln weitere werden nicht gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln weiterer</numerusform>
            <numerusform>… %Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>(root)</source>
        <translation>(Wurzel)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeView</name>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>A part of the tree cannot be read. %1</source>
        <translation>Ein Teil des Baumes kann nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>It was found further down than can be shown.</source>
        <translation>Es wurde weiter unten gefunden, als gezeigt werden kann.</translation>
    </message>
    <message>
        <source>Copied the path.</source>
        <translation>Pfad kopiert.</translation>
    </message>
    <message>
        <source>Copied the value.</source>
        <translation>Wert kopiert.</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
</context>
<context>
    <name>tideline::ui::UndoDialog</name>
    <message>
        <source>Undo the last sync</source>
        <translation>Letzte Synchronisierung rückgängig machen</translation>
    </message>
    <message>
        <source>Take back the last sync here?</source>
        <translation>Die letzte Synchronisierung hier zurücknehmen?</translation>
    </message>
    <message>
        <source>It changed these files on this computer: %1. Taken back, they go up as a new change; nothing leaves the history.</source>
        <translation>Sie hat auf diesem Computer diese Dateien geändert: %1. Zurückgenommen gehen sie als neue Änderung hoch; nichts verlässt den Verlauf.</translation>
    </message>
    <message>
        <source>Path in %1</source>
        <translation>Pfad in %1</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Was geschehen würde</translation>
    </message>
    <message>
        <source>The last sync changed nothing on this computer.</source>
        <translation>Die letzte Synchronisierung hat auf diesem Computer nichts geändert.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>tideline::ui::UndoHistory</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::VerbBackend</name>
    <message>
        <source>The process that kept this profile in sync has ended.</source>
        <translation>Der Prozess, der dieses Profil synchron hielt, hat sich beendet.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::VersionList</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>%L1   %2</source>
        <translation>%L1   %2</translation>
    </message>
    <message>
        <source>What stands there now goes to the trash</source>
        <translation>Was jetzt dort steht, kommt in den Papierkorb</translation>
    </message>
    <message>
        <source>Select one version</source>
        <translation>Wählen Sie eine Version aus</translation>
    </message>
    <message>
        <source>Select one version, or two with Ctrl</source>
        <translation>Wählen Sie eine Version aus, oder zwei mit Strg</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Benennen …</translation>
    </message>
    <message>
        <source>Gives this moment of the project a name, by which it is found again</source>
        <translation>Gibt diesem Zeitpunkt des Projekts einen Namen, unter dem er wiedergefunden wird</translation>
    </message>
    <message>
        <source>Copy link to this version</source>
        <translation>Link zu dieser Version kopieren</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>More for this version</source>
        <translation>Mehr für diese Version</translation>
    </message>
    <message>
        <source>With what stands there now</source>
        <translation>Mit dem, was jetzt dort steht</translation>
    </message>
    <message>
        <source>The two with each other</source>
        <translation>Die beiden miteinander</translation>
    </message>
</context>
<context>
    <name>tideline::ui::WhichProjectsPage</name>
    <message>
        <source>Which projects come here?</source>
        <translation>Welche Projekte kommen hierher?</translation>
    </message>
    <message>
        <source>&amp;All projects</source>
        <translation>&amp;Alle Projekte</translation>
    </message>
    <message>
        <source>&amp;Those that I choose</source>
        <translation>D&amp;ie ich auswähle</translation>
    </message>
    <message>
        <source>Projects of the cloud</source>
        <translation>Projekte der Cloud</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>&amp;Leave the files in the cloud, and fetch each when it is opened</source>
        <translation>Die &amp;Dateien in der Cloud lassen und jede beim Öffnen holen</translation>
    </message>
    <message>
        <source>Asking the cloud for its projects…</source>
        <translation>Die Cloud wird nach ihren Projekten gefragt …</translation>
    </message>
    <message>
        <source>The list of projects did not come.</source>
        <translation>Die Liste der Projekte kam nicht.</translation>
    </message>
    <message>
        <source>Check the network, and try again.</source>
        <translation>Prüfen Sie das Netz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Here already</source>
        <translation>Schon hier</translation>
    </message>
    <message>
        <source>There is no project in this cloud yet. Add your first one in the window, from a folder of yours.</source>
        <translation>In dieser Cloud ist noch kein Projekt. Fügen Sie Ihr erstes im Fenster hinzu, aus einem Ihrer Ordner.</translation>
    </message>
    <message>
        <source>None. You can get each of them in the window, whenever you want it.</source>
        <translation>Keines. Sie können jedes im Fenster holen, wann immer Sie es möchten.</translation>
    </message>
    <message>
        <source>%1. Their files take no space here until they are opened.</source>
        <translation>%1. Die Dateien belegen hier keinen Platz, bis sie geöffnet werden.</translation>
    </message>
    <message>
        <source>%1, %2 in all, and only %3 are free. Choose fewer, or leave the files in the cloud.</source>
        <translation>%1, zusammen %2, und nur %3 sind frei. Wählen Sie weniger, oder lassen Sie die Dateien in der Cloud.</translation>
    </message>
    <message>
        <source>%1, %2 in all.</source>
        <translation>%1, zusammen %2.</translation>
    </message>
    <message>
        <source>%1, %2 in all; %3 are free.</source>
        <translation>%1, zusammen %2; %3 sind frei.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects</source>
        <translation>
            <numerusform>%Ln Projekt</numerusform>
            <numerusform>%Ln Projekte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::WindowPart</name>
    <message>
        <source>There is no such action.</source>
        <translation>Diese Aktion gibt es nicht.</translation>
    </message>
    <message>
        <source>This setting does not take this value.</source>
        <translation>Diese Einstellung nimmt diesen Wert nicht an.</translation>
    </message>
    <message>
        <source>These are no keys.</source>
        <translation>Das sind keine Tasten.</translation>
    </message>
    <message>
        <source>The file gives these keys to another action, too.</source>
        <translation>Die Datei gibt diese Tasten auch einer anderen Aktion.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ZoomBar</name>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>All of it (0)</source>
        <translation>Alles davon (0)</translation>
    </message>
    <message>
        <source>As wide as the view (0)</source>
        <translation>So breit wie die Ansicht (0)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>One to one (1)</source>
        <translation>Eins zu eins (1)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom %1</source>
        <translation>Zoom %1</translation>
    </message>
</context>
</TS>
