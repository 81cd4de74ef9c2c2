import { createRoot } from 'react-dom/client';
import { RegistryApi } from './api/registry-api.js';
import { pagePlace } from './api/page-place.js';
import { Dashboard } from './dashboard.js';
import './style/base.css';
import './style/parts.css';

const place = pagePlace(document);
if (place !== undefined) {
  const root = document.createElement('div');
  root.id = 'dashboard';
  // the page as the server wrote it stays until there is something to take its place
  document.body.classList.add('dashboard');
  document.body.replaceChildren(root);
  document.querySelector('link[href$="eureka-page.css"]')?.remove();
  createRoot(root).render(<Dashboard api={new RegistryApi(place)} />);
}
