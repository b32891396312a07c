#!/usr/bin/env python3
"""The pull_projects operation as a sequence diagram. Drawn by: python3 pull_projects.py > pull_projects.svg"""
LANES = ["window / tide", "SyncService", "PushSession", "tideline-server", "metadata"]
STEPS = [
    (2, 3, "GET /api/v1/events  Upgrade, Authorization: Bearer …"),
    (3, 3, "authenticate(token) before the handshake; 401 otherwise"),
    (2, 3, '{"t":"hello","client":"…","device":"…","cursor":…}'),
    (3, 2, '{"t":"welcome","session":"…","heartbeat_s":10}'),
    (0, 1, "projects {}"),
    (1, 2, "pull"),
    (2, 3, '{"t":"pull_projects","id":8,"cursor":null,"limit":100}'),
    (3, 4, "listProjects(principal): only what it may find"),
    (4, 3, "rows"),
    (3, 2, '{"t":"projects","id":8,"items":[CloudProject…],"has_more":false}'),
    (2, 1, "CloudProject values; applyCloud() folds them into LocalProject"),
    (1, 0, "projects: cloud, local, both, with their state"),
    (3, 2, '{"t":"changed","project":"prj_…","kind":"content","revision":42}'),
    (2, 1, "hint: revision 42; the cursor is the truth"),
    (1, 1, "held revision < 42: sync(project) pulls the changes"),
]
WIDTH, TOP, STEP = 200, 60, 38


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


height = TOP + STEP * (len(STEPS) + 1)
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * len(LANES)}" height="{height}" '
      'font-family="DejaVu Sans, sans-serif" font-size="11">')
print('<rect width="100%" height="100%" fill="white"/><defs><marker id="a" markerWidth="9" markerHeight="7" refX="8" refY="3.5" '
      'orient="auto"><path d="M0,0 L9,3.5 L0,7 z" fill="#3b6a8a"/></marker></defs>')
for index, lane in enumerate(LANES):
    x = WIDTH * index + WIDTH // 2
    print(f'<rect x="{x - 70}" y="12" width="140" height="28" rx="6" fill="#dcebf5" stroke="#3b6a8a"/>'
          f'<text x="{x}" y="30" text-anchor="middle">{lane}</text>'
          f'<line x1="{x}" y1="40" x2="{x}" y2="{height - 10}" stroke="#b8c7d1" stroke-dasharray="4 4"/>')
for number, (start, end, text) in enumerate(STEPS):
    y = TOP + STEP * number + 20
    x1, x2 = (WIDTH * lane + WIDTH // 2 for lane in (start, end))
    if start == end:
        x2 = x1 + 34
        print(f'<path d="M{x1},{y - 6} h34 v10 h-32" fill="none" stroke="#3b6a8a" marker-end="url(#a)"/>')
        print(f'<text x="{x1 + 40 if start < 3 else x1 - 10}" y="{y}" text-anchor="{"start" if start < 3 else "end"}" '
              f'paint-order="stroke" stroke="white" stroke-width="4">{escape(text)}</text>')
        continue
    print(f'<line x1="{x1}" y1="{y}" x2="{x2}" y2="{y}" stroke="#3b6a8a" marker-end="url(#a)"/>')
    print(f'<text x="{(x1 + x2) / 2}" y="{y - 5}" text-anchor="middle" paint-order="stroke" stroke="white" stroke-width="4">'
          f'{escape(text)}</text>')
print("</svg>")
